import { describe, expect, test } from "vitest";
import { byLabel, measure, measureSpread, metricsText } from "./metrics.server";
import { Spread } from "./spread.server";

const blockOf = async (name: string): Promise<string[]> =>
  (await metricsText()).split("\n").filter((line) => line.includes(`${name}`));

describe("measures", () => {
  test("are told in Prometheus' text format, each with its process", async () => {
    measure("test_words", "How many words,\nall in all.", () => 3);
    expect(await blockOf("test_words")).toEqual([
      "# HELP test_words How many words,\\nall in all.",
      "# TYPE test_words gauge",
      'test_words{process="0"} 3',
    ]);
  });

  test("count when their name says so, and read anew each time, whatever stands in a label", async () => {
    const refused = new Map([['a "b"\\\n', 1]]);
    measure("test_refused_total", "Refused.", async () => byLabel("by", refused));
    expect(await blockOf("test_refused_total")).toContain("# TYPE test_refused_total counter");
    refused.set("c", 2);
    expect((await blockOf("test_refused_total")).slice(2)).toEqual([
      'test_refused_total{by="a \\"b\\"\\\\\\n",process="0"} 1',
      'test_refused_total{by="c",process="0"} 2',
    ]);
  });

  test("that can't be read are left out, and the others stay", async () => {
    measure("test_broken", "Gone.", () => Promise.reject(new Error("gone")));
    measure("test_whole", "Here.", () => Number.POSITIVE_INFINITY);
    expect(await blockOf("test_broken")).toEqual([]);
    expect(await blockOf("test_whole{")).toEqual(['test_whole{process="0"} +Inf']);
  });

  test("spread over buckets that each hold everything below", async () => {
    const times = new Spread([0.1, 1]);
    for (const value of [0.1, 0.5, 0.5, 7]) times.add({ route: "/ideas" }, value);
    measureSpread("test_seconds", "Times.", () => times.samples());
    expect(await blockOf("test_seconds")).toEqual([
      "# HELP test_seconds Times.",
      "# TYPE test_seconds histogram",
      'test_seconds_bucket{route="/ideas",le="0.1",process="0"} 1',
      'test_seconds_bucket{route="/ideas",le="1",process="0"} 3',
      'test_seconds_bucket{route="/ideas",le="+Inf",process="0"} 4',
      'test_seconds_sum{route="/ideas",process="0"} 8.1',
      'test_seconds_count{route="/ideas",process="0"} 4',
    ]);
  });
});
