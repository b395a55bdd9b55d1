// Loaded before the program (`--import`): its clock is ahead by as many milliseconds as a file says, which a test changes
// while it runs. Timers go on as they do when a real clock is set.
import { readFileSync } from "node:fs";

const RealDate = Date;
const realNow = Date.now;
const now = () => realNow() + Number(readFileSync(process.env.CANYU_MOVED_CLOCK, "utf8"));

Date.now = now;
globalThis.Date = new Proxy(RealDate, {
  construct: (target, given, asked) => Reflect.construct(target, given.length ? given : [now()], asked),
  apply: () => new RealDate(now()).toString(),
});
