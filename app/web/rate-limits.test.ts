import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { networkOf, senderBehind } from "./network.server";
import { forgetTries, giveBack, limit, limitReads } from "./rate-limits.server";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date", "setTimeout", "clearTimeout"] });
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

  test("of reads is 200 a minute for an account, 600 for a network of visitors", async () => {
    await times(200, () => limitReads(1, "10.2.2.2"));
    await expect(limitReads(1, "10.3.3.3")).rejects.toMatchObject({ code: "too.fast", retryAfter: 60 });
    await limitReads(2, "10.2.2.2");
    await times(600, () => limitReads(null, "10.2.2.2"));
    await expect(limitReads(null, "10.2.2.2")).rejects.toMatchObject({ code: "too.fast" });
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
