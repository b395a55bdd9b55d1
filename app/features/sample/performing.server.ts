import { addComment } from "~/features/comments/comments.server";
import { markHelpful } from "~/features/comments/helpful.server";
import { thankFor } from "~/features/comments/thanking.server";
import { answerIdea } from "~/features/ideas/answering.server";
import { moveByClock, moveIdea } from "~/features/ideas/moving.server";
import { propose } from "~/features/ideas/proposing.server";
import type { MoveWords } from "~/features/ideas/rules";
import { isStaff, type Member } from "~/features/members/rules";
import { mergeIdeas } from "~/features/merging/merging.server";
import { hideComment, lockTopic } from "~/features/moderation/acts.server";
import { report } from "~/features/moderation/reports.server";
import { acceptReply } from "~/features/threads/accepting.server";
import { makeIdea } from "~/features/threads/origins.server";
import { startThread } from "~/features/threads/starting.server";
import { castVote } from "~/features/voting/voting.server";
import type { CommentId, TopicId } from "~db/ids.ts";
import type { Store } from "~db/store.ts";
import { withDrawings } from "./drawing.server";
import type { SampleTown } from "./settling.server";
import type { Act } from "./story";
import type { ThreadAct } from "./thread-story";
import type { Happening, ScheduledIdea, ScheduledThread } from "./timetable";
import { isoWeek } from "./weeks";

type Ruled = Extract<Act, { rule: string }>;

/** Where something is said: an idea or a thread. */
type Place = Pick<ScheduledIdea | ScheduledThread, "key" | "author" | "board">;

const WEEK = 604_800_000;

/** Does what the timetable says, by the product's own commands; remembers what came of it. */
export class Performance {
  readonly topics = new Map<string, TopicId>();
  /** By the place of their line: `arc/thread/1/2`. */
  readonly comments = new Map<string, CommentId>();
  /** By their titles, which no two share. */
  readonly #titles = new Map<string, TopicId>();
  /** The comment each topic's talk is at. */
  #lastSaid = new Map<string, CommentId>();

  constructor(
    readonly db: Store,
    readonly dataFolder: string,
    readonly town: SampleTown,
    readonly now: number,
  ) {}

  async perform(one: Happening): Promise<void> {
    if (one.what === "start") return this.#start(one.thread);
    if (one.what === "propose") return this.#propose(one.idea);
    const place = "thread" in one ? one.thread : one.idea;
    const id = this.#topicOf(place);
    if (one.what === "clock") return moveByClock(this.db, [id], one.to);
    if (one.what === "vote")
      return void (await castVote(this.db, this.#who(one.by), id, { kind: one.vote, reason: "" }));
    const key = `${place.key}/${one.place + 1}`;
    return one.what === "mark" ? this.#mark(one.by, key) : this.#act(place, id, one.act, key);
  }

  async #start({ key, author, board, thread: kind, title, text, tags }: ScheduledThread): Promise<void> {
    const me = this.#who(author);
    const drawn = await withDrawings(this.db, this.dataFolder, me, text);
    const words = { kind, title, text: drawn, tags, boardId: this.town.boards.get(board) ?? null };
    this.topics.set(key, await startThread(this.db, me, words, { once: `sample ${key}` }));
  }

  async #propose(idea: ScheduledIdea): Promise<void> {
    const { key, author, board, title, problem, proposal, tags, isDraft } = idea;
    const boardId = this.town.boards.get(board) ?? null;
    const words = { title, problem, proposal, tags, boardId };
    const once = { once: `sample ${key}`, asDraft: isDraft };
    const id = await propose(this.db, this.#who(author), words, once);
    this.topics.set(key, id);
    this.#titles.set(title, id);
  }

  async #act(place: Place, id: TopicId, act: Act | ThreadAct, key: string): Promise<void> {
    const me = this.#who(act.by || place.author);
    switch (act.kind) {
      case "comment":
      case "reply":
      case "accepted":
        return this.#say(me, place, id, act, key);
      case "idea":
        return this.#makeIdea(me, place, act.text, key);
      case "objection":
        return void (await castVote(this.db, me, id, { kind: "objection", reason: act.text }));
      case "answer":
        return answerIdea(this.db, me, id, { text: act.text, manner: act.manner, once: `sample ${key}` });
      case "move":
        return moveIdea(this.db, me, id, act.to, this.#wordsOf(me, act));
      case "report":
        return this.#report(me, place, id, act);
      case "hide":
        return this.#hide(me, place, act);
      case "merge":
        return this.#merge(me, id, act);
      case "lock":
        return void (await lockTopic(this.db, me, id, act.text));
    }
  }

  async #say(me: Member, place: Place, topicId: TopicId, { kind, text }: Act | ThreadAct, key: string): Promise<void> {
    const parentId = kind === "reply" ? (this.#lastSaid.get(place.key) ?? null) : null;
    const id = await addComment(this.db, me, topicId, { text, parentId, once: `sample ${key}` });
    this.#lastSaid.set(place.key, id);
    this.comments.set(key, id);
    if (kind === "accepted") await this.#accept(this.#who(place.author), id, isStaff(me));
  }

  // To the brand's people, an asker says that it helped.
  async #accept(asker: Member, id: CommentId, isByStaff: boolean): Promise<void> {
    await acceptReply(this.db, asker, id, true);
    if (isByStaff) await thankFor(this.db, asker, id, true);
  }

  async #mark(by: string, key: string): Promise<void> {
    const id = this.comments.get(key);
    if (!id) throw new Error(`nobody said ${key} yet`);
    await markHelpful(this.db, this.#who(by), id, true);
  }

  async #makeIdea(me: Member, { key: place, board }: Place, title: string, key: string): Promise<void> {
    const commentId = this.#lastSaid.get(place);
    if (!commentId) throw new Error(`nothing was said of ${place}`);
    const boardId = this.town.boards.get(board) ?? null;
    this.topics.set(key, (await makeIdea(this.db, me, { commentId }, { title, boardId, tags: "" })).id);
  }

  async #merge(me: Member, id: TopicId, { target, text }: Extract<Act, { kind: "merge" }>): Promise<void> {
    const targetId = this.#titles.get(target);
    if (!targetId) throw new Error(`nobody proposed this yet: ${target}`);
    await mergeIdeas(this.db, me, { duplicateId: id, targetId, reason: text });
  }

  async #report(me: Member, { key }: Place, topicId: TopicId, { rule, text }: Ruled): Promise<void> {
    const commentId = this.#lastSaid.get(key);
    await report(this.db, me, commentId ? { commentId } : { topicId }, { what: rule, note: text });
  }

  async #hide(me: Member, { key }: Place, { rule, text }: Ruled): Promise<void> {
    const commentId = this.#lastSaid.get(key);
    if (!commentId) throw new Error(`nothing was said of ${key}`);
    await hideComment(this.db, me, commentId, { rule, reason: text });
    this.#lastSaid.delete(key); // nobody replies to it
  }

  #wordsOf(me: Member, { more, text }: Extract<Act, { kind: "move" }>): MoveWords {
    const weeks = /^(\d+)w$/.exec(more)?.[1];
    return {
      ownerId: me.id,
      teamId: me.teamId,
      week: weeks ? isoWeek(this.now + Number(weeks) * WEEK) : "",
      noDate: more === "nodate",
      code: more,
      reason: text,
    };
  }

  #who(key: string): Member {
    const found = this.town.people.get(key);
    if (!found) throw new Error(`nobody in the sample is called ${key}`);
    return found;
  }

  #topicOf({ key }: Place): TopicId {
    const id = this.topics.get(key);
    if (!id) throw new Error(`${key} is not there yet`);
    return id;
  }
}
