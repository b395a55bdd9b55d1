import { addComment } from "~/features/comments/comments.server";
import { propose } from "~/features/ideas/proposing.server";
import { search } from "~/features/search/searching.server";
import type { CommentId, TopicId } from "~db/ids.ts";
import { openPlace } from "./place";
import { newForm, proposal, react } from "./town";

export const PAGE = { limit: 20, after: null };

/** For a file of tests about searching, called at its top: a town that goes with the file, and what is said and found there. */
export function openToldTown() {
  const place = openPlace();
  return {
    place,
    /** The titles of what is found, as one reads them. */
    titles: async (text: string, scope = {}): Promise<string[]> =>
      (await search(place.db, text, scope, PAGE)).hits.map(({ title }) => title.map((piece) => piece.text).join("")),
    /** Ann's idea, once it can be found. */
    async told(title: string, problem = "Nothing else to say here."): Promise<TopicId> {
      const { db, town } = place;
      const wanted = proposal(town.board, { title, problem });
      const id = await propose(db, town.ann, wanted, { once: newForm(), asDraft: false });
      await react(db);
      return id;
    },
    /** Ben's comment, once it can be found. */
    async commented(topic: TopicId, text: string): Promise<CommentId> {
      const { db, town } = place;
      const id = await addComment(db, town.ben, topic, { text, parentId: null, once: newForm() });
      await react(db);
      return id;
    },
  };
}
