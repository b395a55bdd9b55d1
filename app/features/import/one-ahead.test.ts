import { describe, expect, test } from "vitest";
import { oneAhead } from "./one-ahead";

/** Three values, or a fault behind so many. What happens is written down. */
function source(happened: string[], faultBehind = 4) {
  return (async function* () {
    try {
      for (let n = 1; n <= 3; n++) {
        if (n > faultBehind) throw new Error(`no ${n}`);
        happened.push(`made ${n}`);
        yield n;
      }
    } finally {
      happened.push("closed");
    }
  })();
}

const aMoment = () => new Promise((done) => setTimeout(done, 1));

describe("reading one ahead", () => {
  test("has the next ready while one is used, and no more than that", async () => {
    const happened: string[] = [];
    for await (const n of oneAhead(source(happened))) {
      await aMoment();
      happened.push(`used ${n}`);
    }
    expect(happened).toEqual(["made 1", "made 2", "used 1", "made 3", "used 2", "closed", "used 3"]);
  });

  test("says what went wrong in its turn", async () => {
    const used: number[] = [];
    const reading = async () => {
      for await (const n of oneAhead(source([], 2))) {
        await aMoment();
        used.push(n);
      }
    };
    await expect(reading()).rejects.toThrow("no 3");
    expect(used).toEqual([1, 2]);
  });

  test("left early closes its source, and what would have gone wrong is nobody's", async () => {
    const happened: string[] = [];
    for await (const n of oneAhead(source(happened, 1))) {
      happened.push(`used ${n}`);
      break;
    }
    expect(happened.toSorted()).toEqual(["closed", "made 1", "used 1"]);
    await aMoment(); // an unhandled rejection would fail the run
  });
});
