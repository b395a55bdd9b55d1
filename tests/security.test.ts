import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { HOSTILE } from "./safety/corpus";
import { RECIPES } from "./safety/slow-texts";

const text = readFileSync("SECURITY.md", "utf8");
const rows = text.split("\n").filter((line) => /^\| (?!threat|-)/.test(line));

describe("SECURITY.md", () => {
  test("names for every threat a test, and each is there", () => {
    expect(rows.length).toBeGreaterThan(15);
    for (const row of rows) {
      const [, threat, stands, figure, proof = ""] = row
        .split(" | ")
        .map((cell) => cell.trim())
        .join("\u0000")
        .replace(/^\| /, "\u0000")
        .split("\u0000");
      const files = [...proof.matchAll(/`([\w./-]+)`/g)].map(([, file = ""]) => file);
      expect({ threat, stands: Boolean(stands), figure: Boolean(figure), files: files.length > 0 }).toMatchObject({
        ...{ stands: true, figure: true, files: true },
      });
      for (const file of files) expect({ file, isThere: existsSync(file) }).toEqual({ file, isThere: true });
    }
  });

  test("says how many texts were tried", () => {
    expect(text).toContain(`${HOSTILE.length} payloads`);
    expect(text).toContain(`${RECIPES.length} recipes`);
  });
});
