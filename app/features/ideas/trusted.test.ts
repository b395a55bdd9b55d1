import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { exactTrusted, toldTrusted, trustedOf } from "./trusted";

const support = fc.record({
  supporters: fc.integer({ min: 5, max: 5_000 }),
  weightSum: fc.nat(3_000_000),
  guestSum: fc.nat(3_000),
});

describe("trusted support", () => {
  test("is the weights, and of guests a tenth each up to one vote or a tenth of the weights", () => {
    const of = (weightSum: number, guestSum: number) => exactTrusted({ weightSum, guestSum });
    expect(of(0, 0)).toBe(0);
    expect(of(0, 4)).toBe(400);
    expect(of(0, 900)).toBe(1_000); // guests alone never come beyond one vote
    expect(of(4_000, 900)).toBe(5_000);
    expect(of(40_000, 12)).toBe(41_200);
    expect(of(40_000, 900)).toBe(44_000);
    expect(of(12_345, 900)).toBe(12_345 + 1_234);
  });

  test("is told whole, never more than it is and less by under two votes, and not at all of fewer than five", () => {
    fc.assert(
      fc.property(support, (one) => {
        const told = trustedOf(one);
        expect(told % 1_000).toBe(0);
        expect(told).toBeLessThanOrEqual(exactTrusted(one));
        expect(exactTrusted(one) - told).toBeLessThan(2_000);
        expect(toldTrusted({ ...one, trusted: told })).toBe(told / 1_000);
      }),
    );
    expect(trustedOf({ supporters: 4, weightSum: 4_000, guestSum: 0 })).toBe(0);
    expect(toldTrusted({ supporters: 4, trusted: 0 })).toBeNull();
  });

  test("moves by one vote at most when one more votes, whatever they weigh", () => {
    const weight = fc.integer({ min: 100, max: 1_000 });
    fc.assert(
      fc.property(support, weight, (before, w) => {
        const after = { supporters: before.supporters + 1, weightSum: before.weightSum + w, guestSum: before.guestSum };
        // A tenth of the weights is what guests may add: that moves, too.
        expect(trustedOf(after) - trustedOf(before)).toBeLessThanOrEqual(2_000);
        expect(trustedOf(after)).toBeGreaterThanOrEqual(trustedOf(before));
      }),
    );
  });

  test("lets nobody measure the weights with guests let in and out: they never turn that part of it", () => {
    fc.assert(
      fc.property(support, fc.nat(999), fc.nat(200), (one, hidden, more) => {
        // Two ideas alike but for what is beyond the whole number: whatever guests come, they are told alike.
        const whole = one.weightSum - (one.weightSum % 10_000);
        const told = (rest: number) => trustedOf({ ...one, weightSum: whole + rest, guestSum: one.guestSum + more });
        expect(told(hidden)).toBe(told(0));
      }),
    );
  });
});
