import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { limitsIn } from "~/platform/limits.server";
import { countRequest } from "./counted-requests.server";
import { networkOf, senderBehind } from "./network.server";
import { forgetTries, giveBack, limit, openLimits } from "./rate-limits.server";
import { inTurns } from "./turns.server";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date", "setTimeout", "clearTimeout"] });
  openLimits();
});
afterEach(() => {
  vi.useRealTimers();
});
const times = async (count: number, work: () => Promise<void>) => {
  for (let n = 0; n < count; n++) await work();
};

describe("a limit", () => {
  test("is kept by who asks, says when to try again, and opens then", async () => {
    const ask = () => limit("mails", "limit-a@example.com");
    await times(3, ask);
    vi.advanceTimersByTime(20 * 60_000);
    await expect(ask()).rejects.toMatchObject({ code: "too.many.asks", retryAfter: 40 * 60 });
    await limit("mails", "limit-b@example.com");
    vi.advanceTimersByTime(40 * 60_000 - 1);
    await expect(ask()).rejects.toMatchObject({ retryAfter: 1 });
    vi.advanceTimersByTime(1);
    await ask();
  });

  test("holds when many come at once", async () => {
    const all = await Promise.allSettled(Array.from({ length: 14 }, () => limit("passwords", "limit-c")));
    expect(all.filter(({ status }) => status === "fulfilled")).toHaveLength(10);
    vi.advanceTimersByTime(15 * 60_000);
    await limit("passwords", "limit-c");
  });

  test("does not count what is given back or forgotten", async () => {
    await times(40, async () => {
      await limit("signIns", "10.1.1.1");
      await giveBack("signIns", "10.1.1.1");
    });
    await times(10, () => limit("steps", 7));
    await forgetTries("steps", 7);
    await limit("steps", 7);
  });

  test("of resets is three an hour for what was typed, wherever it is typed", async () => {
    await times(3, () => limit("resets", "limit-d@example.com"));
    await expect(limit("resets", "limit-d@example.com")).rejects.toMatchObject({ code: "too.many.asks" });
  });

  test("is what the host says, and none where they switch it off", async () => {
    openLimits(limitsIn({ CANYU_LIMIT_WRITES: "2/10s", CANYU_LIMIT_READS: "off" }));
    await times(2, () => limit("writes", 1));
    await expect(limit("writes", 1)).rejects.toMatchObject({ code: "too.many.writes", retryAfter: 10 });
    await times(1_000, () => limit("reads", 1));
    await forgetTries("reads", 1);
    await giveBack("reads", 1);
  });
});

const asks = (path: string, method = "GET"): Request => new Request(`http://localhost${path}`, { method });
const NETWORK = "10.2.2.2";

/** How often a request may come before it is refused, and why it is. */
async function until(request: Request, memberId: number | null): Promise<[number, string | undefined]> {
  for (let n = 0; n < 5_000; n++) {
    const refused = await countRequest(request, memberId, NETWORK);
    if (refused) return [n, refused.code];
  }
  return [5_000, undefined];
}

describe("a request", () => {
  test("that reads may come 200 times a minute from a member, 600 from a network of visitors", async () => {
    expect(await until(asks("/"), 1)).toEqual([200, "too.fast"]);
    expect(await until(asks("/ideas/1"), 2)).toEqual([200, "too.fast"]);
    expect(await until(asks("/"), null)).toEqual([600, "too.fast"]);
    expect(await until(asks("/", "HEAD"), null)).toEqual([0, "too.fast"]);
    expect(await countRequest(asks("/"), null, "10.3.3.3")).toBeNull();
  });

  test("that writes may come 30 times a minute from a member, beside what they read", async () => {
    expect(await until(asks("/ideas/1/votes", "POST"), 1)).toEqual([30, "too.many.writes"]);
    expect(await until(asks("/"), 1)).toEqual([200, "too.fast"]);
    expect(await countRequest(asks("/sign-out", "POST"), 1, NETWORK)).toBeNull();
  });

  test("that writes counts with what a network reads, from whoever is not signed in", async () => {
    expect(await until(asks("/sign-in", "POST"), null)).toEqual([600, "too.fast"]);
    expect(await until(asks("/"), null)).toEqual([0, "too.fast"]);
    expect(await until(asks("/sign-out", "POST"), null)).toEqual([0, "too.fast"]);
  });

  test("of a script that saves, shows or looks up while somebody writes takes nothing from reading and writing", async () => {
    for (const path of ["/drafts", "/preview", "/pictures"])
      expect(await until(asks(path, "POST"), 1)).toEqual([5_000, undefined]); // their actions count them
    for (const path of ["/search/similar", "/people.json"]) {
      openLimits();
      expect(await until(asks(`${path}?q=x`), 1)).toEqual([120, "too.fast"]);
      expect(await until(asks(path, "POST"), 1)).toEqual([30, "too.many.writes"]);
    }
    expect(await until(asks("/pictures/abc-10x10.webp"), 1)).toEqual([3_000, "too.fast"]);
    expect(await until(asks("/"), 1)).toEqual([200, "too.fast"]);
  });
});

describe("turns", () => {
  test("are taken by so many at once, in the order they came, by each for themselves", async () => {
    const inTurn = inTurns(2);
    const began: string[] = [];
    const ends: Array<() => void> = [];
    const work = (who: string, name: string) =>
      inTurn(who, () => {
        began.push(name);
        return new Promise<void>((resolve) => ends.push(resolve));
      });
    const all = [work("a", "a1"), work("a", "a2"), work("a", "a3"), work("a", "a4"), work("b", "b1")];
    expect(began).toEqual(["a1", "a2", "b1"]);
    ends[1]?.();
    await all[1];
    expect(began).toEqual(["a1", "a2", "b1", "a3"]);
    ends[0]?.();
    await all[0];
    for (const end of ends) end();
    await vi.waitFor(() => expect(ends).toHaveLength(5));
    for (const end of ends) end();
    await Promise.all(all);
    expect(began).toEqual(["a1", "a2", "b1", "a3", "a4"]);
    await expect(inTurn("a", () => Promise.reject(new Error("no")))).rejects.toThrow("no");
    await inTurn("a", async () => {});
  });
});

describe("a network", () => {
  test.each([
    ["203.0.113.7", "203.0.113.7"],
    ["::ffff:203.0.113.7", "203.0.113.7"],
    ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
    ["2001:0db8:0001:0002::9", "2001:db8:1:2::/64"],
    ["2001:db8::9", "2001:db8:0:0::/64"],
    ["fe80::1%eth0", "fe80:0:0:0::/64"],
    ["::1", "0:0:0:0::/64"],
    [undefined, ""],
  ])("of %s is %s", (address, network) => {
    expect(networkOf(address)).toBe(network);
  });
});

describe("a request behind a proxy", () => {
  const senderOf = senderBehind(["127.0.0.1", "2001:db8::7"]);

  test("comes from the last hop the proxy names, whatever the hops before it say", () => {
    for (const peer of ["127.0.0.1", "::ffff:127.0.0.1", "2001:db8:0:0::7"]) {
      expect(senderOf(peer, "203.0.113.7")).toBe("203.0.113.7");
      expect(senderOf(peer, "198.51.100.1, 127.0.0.1,203.0.113.7 ")).toBe("203.0.113.7");
      expect(senderOf(peer, "198.51.100.1, 2001:db8:1::9")).toBe("2001:db8:1::9");
    }
  });

  test("comes from the peer when that is no such proxy, or names no address", () => {
    for (const peer of ["203.0.113.9", "2001:db8::8", "::1"]) expect(senderOf(peer, "198.51.100.1")).toBe(peer);
    for (const said of [undefined, "", "unknown", "198.51.100.1,", "198.51.100.1, x"])
      expect(senderOf("127.0.0.1", said)).toBe("127.0.0.1");
    expect(senderOf(undefined, "198.51.100.1")).toBe("");
    expect(senderBehind([])("127.0.0.1", "198.51.100.1")).toBe("127.0.0.1");
  });
});
