import type { Request } from "express";
import type { RefusalCode } from "~/platform/refusals";
import { READING } from "./headers.server";

const MEGABYTE = 1024 * 1024;
const FORM = 2 * MEGABYTE;
// A picture that is too large is told so on its page, and read for that: a photograph from a telephone, at least.
const FORM_WITH_PICTURE = 16 * MEGABYTE;
const WITH_PICTURE = /^\/(?:admin\/look|pictures)(?:\.data)?$/;
// Without JavaScript a text's pictures come with it: four of ten megabytes, and the words.
const FORM_WITH_PICTURES = 48 * MEGABYTE;
const WITH_PICTURES =
  /^\/(?:(?:ideas|threads)\/new|(?:ideas|threads)\/\d+\/edit|topics\/\d+\/comments|comments\/\d+\/edit)(?:\.data)?$/;
// Whole forums come in one file. It is written to disk as it comes, once the action knows who sends it.
const FORM_WITH_FILES = 200 * MEGABYTE;
const WITH_BACKUP = /^\/set-up\/[^/]+\/restore(?:\.data)?$/;
const WITH_FILES = /^\/admin\/import(?:\.data)?$/;

/** How many bytes a form sent to this path may have. A form with a file is read only when its action asks for it. */
export function mostBytes(path: string, contentType = ""): number {
  if (!contentType.startsWith("multipart/form-data")) return FORM;
  if (WITH_FILES.test(path) || WITH_BACKUP.test(path)) return FORM_WITH_FILES;
  if (WITH_PICTURES.test(path)) return FORM_WITH_PICTURES;
  return WITH_PICTURE.test(path) ? FORM_WITH_PICTURE : FORM;
}

const FORMS = /^(?:application\/x-www-form-urlencoded|multipart\/form-data)\s*(?:;|$)/i;

/**
 * Why what comes with this request is not even read. A body without a stated length could be endless, and is refused like
 * one that is too long; browsers always state it.
 */
export function whyNotRead(request: Request): RefusalCode | null {
  if (READING.has(request.method)) return null;
  const type = request.get("Content-Type");
  const length = Number(request.get("Content-Length"));
  if (!(length <= mostBytes(request.path, type))) return tooLarge(request.path);
  return length > 0 && !FORMS.test(type ?? "") ? "form.kind" : null;
}

function tooLarge(path: string): RefusalCode {
  if (WITH_BACKUP.test(path)) return "backup.too.large";
  return WITH_FILES.test(path) ? "files.too.large" : "form.too.large";
}

/** The most any path takes: what a reverse proxy must let through. */
export const MOST_BYTES_ANYWHERE = FORM_WITH_FILES;
