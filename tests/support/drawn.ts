import { createElement, type ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { SpeechProvider } from "~/platform/i18n/speech";
import { sentenceOf } from "~/platform/i18n/words.server";

/** What a component draws in English, as HTML. */
export const drawn = (children: ReactNode): string =>
  renderToStaticMarkup(
    createElement(SpeechProvider, {
      speech: { locale: "en", timeZone: "UTC", find: (key) => sentenceOf("en", key), trueUntil() {} },
      children,
    }),
  );
