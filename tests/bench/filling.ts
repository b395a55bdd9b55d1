// Fills the database that the environment names with a forum of full size, or of a small one to try the figures. A process of its own: which engine the
// schema is for is decided when it is loaded.

import { migrate } from "~db/migrate.ts";
import { openStore } from "~db/open.server.ts";
import { fillForum } from "./forum/filling";
import { monthOf } from "./forum/month";
import { FULL, SMALL } from "./forum/plan";

const place = { file: process.env.CANYU_BENCH_FILE ?? "", url: process.env.DATABASE_URL };
await migrate(place);
const db = await openStore(place);
let said = 0;
await fillForum(db, process.env.CANYU_BENCH_QUICK === "1" ? SMALL : FULL, monthOf(Date.now()), (what) => {
  if (Date.now() - said < 5_000) return;
  said = Date.now();
  console.info(`  ${what}`);
});
await db.close();
