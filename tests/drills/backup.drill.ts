import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterEach, describe, expect, test } from "vitest";
import { newFolder } from "../support/folders";
import { freshPicture } from "../support/picture";
import { type Crowd, openCrowd, pick } from "./crowd";
import { command, ENGINES, leaveHomes, openHome } from "./homes";
import { report } from "./report";
import { SIZES } from "./sizes";

const WRITES = 50;

afterEach(leaveHomes);

describe.each(ENGINES)("a backup of %s, made while everybody writes", (engine) => {
  test("has all that was acknowledged before it began, and is the same restored on either engine", async () => {
    const home = await openHome(engine);
    const site = await home.start();
    const crowd = await openCrowd(() => site, SIZES.people);
    const writing = crowd.press();
    for (let n = 0; n < SIZES.backups; n++) {
      await sendPicture(crowd);
      await crowd.after(WRITES);
      const hasWhatWas = crowd.book.soFar();
      const file = join(newFolder(), "backup.tar.gz");
      await command(home.environment, "backup", "--out", file);
      for (const other of ENGINES) {
        const place = await openHome(other);
        await command(place.environment, "restore", file);
        await hasWhatWas(place);
        await place.prove();
        const again = join(newFolder(), "again.tar.gz");
        await command(place.environment, "backup", "--out", again);
        expect(await sumsIn(again)).toEqual(await sumsIn(file));
      }
    }
    await writing.stop();
    expect(crowd.notDone).toEqual([]);
    await crowd.book.compare(home);
    report(`backup, ${engine}`, `${SIZES.backups} × while ${SIZES.people} people write, restored on both engines`, {
      acknowledged: crowd.book.acknowledged(),
      ...{ missing: 0, "tables that differ": 0 },
    });
  });
});

async function sendPicture(crowd: Crowd): Promise<void> {
  const body = new FormData();
  body.set("pictures", new File([new Uint8Array(await freshPicture())], "a.png"));
  expect((await crowd.post(pick(crowd.accounts), "/pictures", body, "application/json")).status).toBe(201);
}

/** Rows and checksum of each table and of the files. */
async function sumsIn(file: string): Promise<unknown> {
  const { stdout } = await promisify(execFile)("tar", ["-xzOf", file, "manifest.json"], { maxBuffer: 2 ** 24 });
  const { tables, files } = JSON.parse(stdout);
  return { files, tables };
}
