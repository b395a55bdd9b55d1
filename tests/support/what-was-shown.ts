import { afterEach } from "vitest";
import { opened } from "./site";

/** How much of a page's text is told: a sentence that refuses stands at its top. */
const MOST = 600;

// "Not visible within 30 seconds" says nothing of what was: a refusal, a fault, or a page that waits.
afterEach(async ({ task }) => {
  if (task.result?.state !== "fail") return;
  for (const page of opened) {
    // biome-ignore lint/performance/useDomNodeTextContent: what people see, not the scripts in between.
    const text = await page.locator("body").innerText({ timeout: 2_000 }).catch(String);
    console.error(`${task.name}: ${page.url()} showed: ${text.replace(/\s+/g, " ").slice(0, MOST)}`);
  }
});
