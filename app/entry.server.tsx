import type { ActionFunctionArgs, AppLoadContext, EntryContext, LoaderFunctionArgs } from "@remix-run/node";
import { RemixServer } from "@remix-run/react";
import type { ReactElement } from "react";
import { renderToString } from "react-dom/server";
import { clock } from "~/platform/clock";
import { nextMidnight } from "~/platform/i18n/date";
import { pageSpeech } from "~/platform/i18n/page-speech.server";
import { SpeechProvider } from "~/platform/i18n/speech";
import { contentSecurityPolicy, pageAnswer, payloadScript, scriptJson, withScripts } from "~/web/finished-page.server";
import { shownBy } from "~/web/shown.server";
import { noteTrouble } from "~/web/watched-build.server";

/** Renders the whole page, then appends what Remix would have streamed behind it: one body, one policy, one compression. */
export default async function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  remix: EntryContext,
  context: AppLoadContext,
): Promise<Response> {
  const stream = remix.serverHandoffStream;
  remix.serverHandoffStream = undefined; // or RemixServer would stream it into Suspense boundaries
  const { timeZone } = context.community;
  const { speech, said, trueUntil } = pageSpeech(context.locale, timeZone);
  const page = rendered(
    <SpeechProvider speech={speech}>
      <RemixServer context={remix} url={request.url} />
    </SpeechProvider>,
  );
  shownBy(context).trueUntil = Math.min(trueUntil(), nextMidnight(clock.now(), timeZone));
  const words = `<script type="application/json" id="speech">${scriptJson(said())}</script>`;
  const html = withScripts(page, remix.renderMeta?.didRenderScripts ? words + (await payloadScript(stream)) : "");
  headers.set("Content-Type", "text/html; charset=utf-8");
  // The development server puts scripts of its own into pages.
  const isBuilt = process.env.NODE_ENV === "production";
  headers.set("Content-Security-Policy", isBuilt ? contentSecurityPolicy(html) : "frame-ancestors 'none'");
  return pageAnswer(html, { status, headers });
}

// Thrown as an answer, so that the error page that Remix renders in its place shows the number.
function rendered(page: ReactElement): string {
  try {
    return renderToString(page);
  } catch (error) {
    throw Response.json(noteTrouble(error), { status: 500 });
  }
}

/** What nobody expected: kept for the host, never shown. */
export function handleError(error: unknown, { request }: LoaderFunctionArgs | ActionFunctionArgs): void {
  if (request.signal.aborted) return; // the reader went away
  if (error instanceof Response) return; // noted above
  noteTrouble(error);
}
