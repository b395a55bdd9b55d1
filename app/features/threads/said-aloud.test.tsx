import { expect, test } from "vitest";
import { PictureField } from "~/features/pictures/picture-field";
import type { MemberId, TopicId } from "~db/ids.ts";
import { drawn } from "../../../tests/support/drawn";
import { KindChoice } from "./kind-choice";
import { ThreadCard } from "./thread-card";

/** The words an element is described by, to whoever doesn't see where they stand. */
function describing(html: string, element: string): string[] {
  const ids = new RegExp(`<${element}[^>]*aria-describedby="([^"]*)"`).exec(html)?.[1] ?? "";
  return ids.split(" ").map((id) => new RegExp(`id="${id}"[^>]*>(?:<p[^>]*>)?([^<]*)`).exec(html)?.[1] ?? "");
}

test("why a kind or a picture was refused is said with the field itself", () => {
  const kinds = drawn(<KindChoice chosen="" why="Choose one." onChoose={() => {}} />);
  expect(kinds).toMatch(/<fieldset[^>]*aria-invalid="true"/);
  expect(describing(kinds, "fieldset")).toEqual(["Choose one."]);
  expect(drawn(<KindChoice chosen="talk" onChoose={() => {}} />)).not.toMatch(/aria-(?:invalid|describedby)/);
  const pictures = drawn(<PictureField into="text" why="That is no picture." />);
  expect(pictures).toMatch(/<input[^>]*aria-invalid="true"/);
  expect(describing(pictures, "input")).toEqual([expect.any(String), "That is no picture."]);
  expect(describing(drawn(<PictureField into="text" />), "input")).toHaveLength(1);
});

test("a thread's picture in a list is no second link of the same name", () => {
  const html = drawn(
    <ThreadCard
      now={1}
      thread={{
        ...{ id: 7 as TopicId, kind: "show", title: "My lamp", glance: "It is red.", tags: [], comments: 0 },
        ...{
          authorLevel: 2,
          author: "ann",
          authorId: 1 as MemberId,
          board: "Lamps",
          boardSlug: "lamps",
          isAnswered: false,
        },
        ...{ cover: "/pictures/x.webp", createdAt: 0, lastActivityAt: 0, visibility: "open", isLocked: false },
      }}
    />,
  );
  expect(html.match(/My lamp/g)).toHaveLength(1);
  expect(html).toMatch(/aria-hidden="true"><a [^>]*><img [^>]*alt=""/);
});
