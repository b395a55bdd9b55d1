import { readFileSync } from "node:fs";
import ts from "typescript";
import { describe, expect, test } from "vitest";
import { addComment, editComment } from "~/features/comments/comments.server";
import { commentHistory } from "~/features/comments/revisions.server";
import { editIdea } from "~/features/ideas/proposing.server";
import { ideaHistory } from "~/features/ideas/revisions.server";
import { whoWasAnswered } from "~/features/joining/admissions.server";
import { personById } from "~/features/members/members.server";
import { people } from "~/features/members/people.server";
import { editThread } from "~/features/threads/editing.server";
import { threadHistory } from "~/features/threads/revisions.server";
import { vouchesOf, vouchFor } from "~/features/trust/vouching.server";
import { admissions } from "~db/schema/joining.ts";
import { standings } from "~db/schema/trust.ts";
import { codeUnder, nodesIn, parse } from "./support/source";
import { idea, newForm, openTestStore, proposal, settle, thread, threadWords } from "./support/town";

/** Faces without a ring, and why. */
const WITHOUT = new Map([["app/features/sample/face-button.tsx", "a figure of the demo to be, before anybody is"]]);

describe("a person's face", () => {
  test("stands in the ring of their level wherever it is drawn", () => {
    const drawn = codeUnder("app").filter((path) => readFileSync(path, "utf8").includes("<Avatar"));
    const bare = drawn.filter((path) => [...nodesIn(parse(path))].some(isBareFace));
    expect(bare).toEqual([...WITHOUT.keys()]);
  });

  test("has its level from where it is loaded", async () => {
    const db = await openTestStore();
    const { ann, ben, board } = await settle(db);
    await db.write((tx) => tx.update(standings).set({ level: 3 }));
    const [topic, talk] = [await idea(db, ann, board), await thread(db, ann, board)];
    await editIdea(db, ann, topic, proposal(board, { proposal: "Dim it." }));
    await editThread(db, ann, talk, threadWords(board, { text: "Other words." }));
    const said = await addComment(db, ann, topic, { text: "Yes, please.", parentId: null, once: newForm() });
    await editComment(db, ann, said, "Yes, please do.");
    await vouchFor(db, { ...ann, level: 3 }, ben.id);
    const asked = { way: "approval", askedAt: 1, verdict: "admitted", decidedAt: 2 } as const;
    await db.write((tx) => tx.insert(admissions).values({ memberId: ann.id, ...asked }));
    const histories = [await ideaHistory(db, topic), await threadHistory(db, talk), await commentHistory(db, said)];
    const faces = [
      ...histories.flatMap(({ edits, first }) => [...edits, first]),
      ...(await vouchesOf(db, { ...ann, level: 3 })).given,
      ...(await vouchesOf(db, ben)).received,
      ...(await people(db, { name: "ann", role: null, standing: null }, null, 1)),
      ...(await whoWasAnswered(db, null, 1)).applicants,
      await personById(db.read, ann.id),
    ];
    expect(faces.map((face) => face?.level)).toEqual(Array(faces.length).fill(3));
    expect(faces).toHaveLength(11);
    await db.close();
  });
});

const isBareFace = (node: ts.Node): boolean =>
  ts.isJsxSelfClosingElement(node) &&
  node.tagName.getText() === "Avatar" &&
  !node.attributes.properties.some((one) => ts.isJsxAttribute(one) && one.name.getText() === "level");
