import { expect } from "vitest";
import { sayIn } from "~/platform/i18n/words.server";
import type { RefusalCode } from "~/platform/refusals";
import type { NotDone } from "./crowd";

/** Every answer that acknowledged nothing was this refusal, in the language of whoever asked. */
export function expectRefused(notDone: readonly NotDone[], code: RefusalCode, status: number): void {
  for (const { status: got, text, language, path } of notDone) {
    expect([path, got]).toEqual([path, status]);
    expect(text).toContain(sayIn(language)(`refusals.${code}`));
  }
}
