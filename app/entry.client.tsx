import { RemixBrowser } from "@remix-run/react";
import { StrictMode, startTransition } from "react";
import { hydrateRoot } from "react-dom/client";
import { browserSpeech } from "~/platform/i18n/browser-speech";
import { SpeechProvider } from "~/platform/i18n/speech";

const said = document.getElementById("speech");
const speech = browserSpeech(JSON.parse(said?.textContent ?? "{}"));
said?.remove(); // React did not draw it

startTransition(() => {
  hydrateRoot(
    document,
    <StrictMode>
      <SpeechProvider speech={speech}>
        <RemixBrowser />
      </SpeechProvider>
    </StrictMode>,
  );
});
