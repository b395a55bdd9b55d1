import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { DraftId } from "~db/ids.ts";
import { type LocalDraft, readLocal, writeLocal } from "./local-drafts";
import type { Draft } from "./rules";
import { waiting } from "./waiting";

const PLACE = "/ideas/new";
const ME = 7;
const REFUSED = { refusal: { code: "draft.long", sentence: "Too long to be kept.", fields: {} }, typed: {} };
const saved: Draft = { id: 3 as DraftId, version: 2, fields: { problem: "Kept here" }, at: 5 };
const other: Draft = { id: 4 as DraftId, version: 1, fields: { problem: "From another window" }, at: 4 };
const local = (problem: string, more: Partial<LocalDraft> = {}): LocalDraft => ({
  ...{ fields: { problem }, at: 9, known: null, isSent: false },
  ...more,
});

let posted: Array<string | null>;
/** What the server answers to words that are posted to be kept. */
let answer: (fields: string | null) => unknown;

beforeEach(() => {
  const kept = new Map<string, string>();
  vi.stubGlobal("localStorage", {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
    removeItem: (key: string) => kept.delete(key),
  });
  posted = [];
  answer = () => ({ draft: saved, others: [] });
  vi.stubGlobal("fetch", async (_: string, { body }: { body?: URLSearchParams }) => {
    if (!body) return Response.json({ drafts: [saved, other] });
    posted.push(body.get("fields"));
    return Response.json(answer(body.get("fields")));
  });
});
afterEach(() => vi.unstubAllGlobals());

describe("what only this browser has", () => {
  test("moves to the account, and is known there from then on", async () => {
    writeLocal(PLACE, ME, local("Kept here"));
    expect(await waiting(PLACE, ME, [other])).toEqual({ drafts: [saved, other], moved: saved, refused: null });
    expect(readLocal(PLACE, ME)).toBeNull();
    expect(await waiting(PLACE, ME, [other])).toEqual({ drafts: [other], moved: null, refused: null });
  });

  test("stays when the server refuses it, with what is drafted there", async () => {
    answer = () => REFUSED;
    writeLocal(PLACE, ME, local("Far too long"));
    const refused = { local: local("Far too long"), why: "Too long to be kept." };
    expect(await waiting(PLACE, ME, null)).toEqual({ drafts: [saved, other], moved: null, refused });
    expect(readLocal(PLACE, ME)).toEqual(local("Far too long"));
  });

  test("of before signing in becomes theirs; a refusal of one keeps the other from nothing", async () => {
    answer = (fields) => (fields?.includes("long") ? REFUSED : { draft: saved, others: [] });
    writeLocal(PLACE, null, local("Kept here"));
    writeLocal(PLACE, ME, local("Far too long"));
    expect(await waiting(PLACE, ME, [])).toMatchObject({ moved: saved, refused: { local: local("Far too long") } });
    expect([readLocal(PLACE, null), readLocal(PLACE, ME)]).toEqual([null, local("Far too long")]);
    answer = () => REFUSED;
    writeLocal(PLACE, null, local("Sent", { isSent: true }));
    await waiting(PLACE, ME, []);
    expect(readLocal(PLACE, null)).toBeNull();
    writeLocal(PLACE, null, local("Before signing in"));
    await waiting(PLACE, 8, []);
    expect([readLocal(PLACE, null), readLocal(PLACE, 8)]).toEqual([null, local("Before signing in")]);
  });

  test("stays while nothing arrives", async () => {
    vi.stubGlobal("fetch", () => Promise.reject(new TypeError("no network")));
    writeLocal(PLACE, ME, local("Kept here"));
    await expect(waiting(PLACE, ME, [])).rejects.toThrow("no network");
    expect(readLocal(PLACE, ME)).toEqual(local("Kept here"));
  });
});
