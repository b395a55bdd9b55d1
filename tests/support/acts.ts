import { auditsOf } from "~/features/auditing/audits.server";
import { decideAudit, undoAudit } from "~/features/auditing/deciding.server";
import { openAudit } from "~/features/auditing/opening.server";
import { changeBadge, designBadge } from "~/features/badges/designing.server";
import { giveBadge, takeBadge } from "~/features/badges/giving.server";
import { BADGE_HUES } from "~/features/badges/rules";
import { addComment, editComment } from "~/features/comments/comments.server";
import { markHelpful } from "~/features/comments/helpful.server";
import { pinComment } from "~/features/comments/pinning.server";
import { thankFor } from "~/features/comments/thanking.server";
import { optOut } from "~/features/hall-of-fame/opting-out.server";
import { closeSeasons } from "~/features/hall-of-fame/seasons.server";
import { answerIdea } from "~/features/ideas/answering.server";
import { moveIdea } from "~/features/ideas/moving.server";
import { editIdea, propose } from "~/features/ideas/proposing.server";
import { appoint, renamePerson } from "~/features/members/members.server";
import { changeProfile } from "~/features/members/profile.server";
import type { Member } from "~/features/members/rules";
import { saveCommunity } from "~/features/members/settings.server";
import { addTeam, changeTeam } from "~/features/members/teams.server";
import { mergeIdeas, unmergeIdea } from "~/features/merging/merging.server";
import { hideComment, hideObjection, hideTopic, lockTopic, retitleTopic } from "~/features/moderation/acts.server";
import { commentThing, topicThing } from "~/features/moderation/rules";
import { showThing } from "~/features/moderation/undoing.server";
import { acceptReply } from "~/features/threads/accepting.server";
import { editThread } from "~/features/threads/editing.server";
import { makeIdea } from "~/features/threads/origins.server";
import { changePromise } from "~/features/topics/promise.server";
import { addBoard, changeBoard, follow } from "~/features/topics/topics.server";
import { relevel } from "~/features/trust/leveling.server";
import { reweighVotes } from "~/features/voting/reweighing.server";
import { castVote, withdrawVote } from "~/features/voting/voting.server";
import type { BadgeId, CommentId, TeamId, TopicId } from "~db/ids.ts";
import { standings } from "~db/schema/trust.ts";
import type { Store } from "~db/store.ts";
import { claim } from "./claims";
import { idea, NO_WORDS, newForm, proposal, QUESTION, type Town, thread, threadWords, weigh } from "./town";

/** A forum that anything may happen in. */
export interface Stage {
  db: Store;
  town: Town;
  ideas: TopicId[];
  threads: TopicId[];
  comments: Array<{ id: CommentId; topicId: TopicId }>;
  team: TeamId;
  /** A badge to be given by hand. */
  gift: BadgeId;
}

/** Some ideas, threads and comments. */
export async function setStage(db: Store, town: Town): Promise<Stage> {
  const ideas = [await idea(db, town.ann, town.board, "Dark mode"), await idea(db, town.ben, town.board, "Louder")];
  ideas.push(await idea(db, town.cleo, town.board, "A mode that is dark"));
  const threads = [await thread(db, town.ann, town.board, QUESTION), await thread(db, town.ben, town.board)];
  const look = { nameZh: "暖心", nameEn: "Kind heart", hue: "gold" as const };
  const gift = await designBadge(db, town.alma, { ...look, counted: null, steps: "", once: newForm() });
  const stage: Stage = { db, town, ideas, threads, comments: [], team: await addTeam(db, "Screens"), gift };
  for (const topicId of [...ideas, ...threads]) {
    await comment(stage, town.cleo, topicId, "So it is.");
    await comment(stage, town.ben, topicId, "No.");
  }
  return stage;
}

async function comment({ db, comments }: Stage, by: Member, topicId: TopicId, text: string): Promise<void> {
  comments.push({ id: await addComment(db, by, topicId, { text, parentId: null, once: newForm() }), topicId });
}

const BECAUSE = { rule: "other", reason: "It is so." };
const pick = <T>(all: readonly T[], n: number): T => all[n % all.length] as T;
const people = ({ ann, ben, cleo, stella, max, alma }: Town): Member[] => [ann, ben, cleo, stella, max, alma];

/** EVERYTHING THAT CHANGES WHAT VISITORS SEE, done somewhere: `n` and `m` choose where and how. Some are refused. */
export const ACTS: Record<string, (stage: Stage, n: number, m: number) => Promise<unknown>> = {
  level: ({ db, town }, n, m) =>
    db.write(async (tx) => {
      await tx.update(standings).set({ earned: m % 6 });
      await relevel(tx, pick(people(town), n).id, Date.now());
    }),
  support: ({ db, town, ideas }, n, m) =>
    castVote(db, pick(people(town), n), pick(ideas, m), { kind: "support", reason: "" }),
  withdraw: ({ db, town, ideas }, n, m) => withdrawVote(db, pick(people(town), n), pick(ideas, m), "support"),
  object: ({ db, town, ideas }, n, m) =>
    castVote(db, pick(people(town), n), pick(ideas, m), { kind: "objection", reason: `It costs ${m}.` }),
  hideAnObjection: ({ db, town, ideas }, n, m) =>
    hideObjection(db, town.max, { topicId: pick(ideas, m), objectorId: pick(people(town), n).id }, BECAUSE),
  lookAtVotes: ({ db, town, ideas }, n, m) => {
    const found = { reason: "pair" as const, members: [pick(people(town), n).id], numbers: {} };
    return db.write((tx) => openAudit(tx, pick(ideas, m), [found], null));
  },
  decideAboutVotes: async ({ db, town, ideas }, n, m) => {
    const [audit] = await auditsOf(db, pick(ideas, m));
    if (audit?.verdict === "excluded") return undoAudit(db, town.alma, audit.id);
    const decision = {
      verdict: n % 3 ? ("excluded" as const) : ("let" as const),
      spared: [],
      reason: `Because of ${n}.`,
    };
    return audit && decideAudit(db, n % 2 ? town.alma : town.max, audit.id, decision);
  },
  weigh: async ({ db, town }, n, m) => {
    await weigh(db, pick(people(town), n).id, (m * 37) % 1000);
    return reweighVotes(db);
  },
  follow: ({ db, town, ideas, threads }, n, m) =>
    follow(db, pick(people(town), n), pick([...ideas, ...threads], m), n % 2 === 0),
  comment: (stage, n, m) =>
    comment(stage, pick(people(stage.town), n), pick([...stage.ideas, ...stage.threads], m), `Said ${n}`),
  editAComment: ({ db, town, comments }, n, m) =>
    editComment(db, pick(people(town), n), pick(comments, m).id, `Now ${n}`),
  mark: ({ db, town, comments }, n, m) => markHelpful(db, pick(people(town), n), pick(comments, m).id, n % 3 > 0),
  thank: ({ db, town, comments }, n, m) => thankFor(db, town.ann, pick(comments, m).id, n % 2 === 0),
  pin: ({ db, town, comments }, n, m) => pinComment(db, town.max, pick(comments, m).id, n % 2 === 0),
  hideAComment: ({ db, town, comments }, _, m) => hideComment(db, town.max, pick(comments, m).id, BECAUSE),
  showAComment: ({ db, town, comments }, _, m) => {
    const { id, topicId } = pick(comments, m);
    return showThing(db, town.max, commentThing(topicId, id));
  },
  accept: ({ db, town, comments }, n, m) => acceptReply(db, town.ann, pick(comments, m).id, n % 3 > 0),
  propose: async (stage, n, m) => {
    const { db, town, ideas } = stage;
    const words = proposal(town.board, { title: `Wish ${n}.${m}`, tags: `tag${n % 3}` });
    ideas.push(await propose(db, pick(people(town), n), words, { once: newForm(), asDraft: false }));
  },
  editAnIdea: ({ db, town, ideas }, n, m) =>
    editIdea(db, pick(people(town), n), pick(ideas, m), proposal(town.board, { title: `Wish ${n}`, tags: `t${m}` })),
  move: ({ db, town, ideas }, n, m) =>
    moveIdea(db, town.stella, pick(ideas, m), pick(["shortlisted", "accepted", "declined", "submitted"] as const, n), {
      ...NO_WORDS,
      ...{ ownerId: town.stella.id, reason: `Because of ${n}.`, noDate: true },
    }),
  answer: ({ db, town, ideas }, n, m) =>
    answerIdea(db, town.stella, pick(ideas, m), { text: `We see ${n}.`, manner: "personally", once: newForm() }),
  merge: ({ db, town, ideas }, n, m) =>
    mergeIdeas(db, town.max, { duplicateId: pick(ideas, n), targetId: pick(ideas, m), reason: "The same." }),
  unmerge: ({ db, town, ideas }, n) => unmergeIdea(db, town.max, pick(ideas, n)),
  hide: ({ db, town, ideas, threads }, n) => hideTopic(db, town.max, pick([...ideas, ...threads], n), BECAUSE),
  show: ({ db, town, ideas, threads }, n) => showThing(db, town.max, topicThing(pick([...ideas, ...threads], n))),
  lock: ({ db, town, ideas, threads }, n) => lockTopic(db, town.max, pick([...ideas, ...threads], n), "It is said."),
  retitle: ({ db, town, ideas, threads }, n, m) =>
    retitleTopic(db, town.max, pick([...ideas, ...threads], n), { title: `Title ${m}`, reason: "Clearer." }),
  start: async (stage, n, m) => {
    stage.threads.push(await thread(stage.db, pick(people(stage.town), n), stage.town.board, { title: `Talk ${m}` }));
  },
  editAThread: ({ db, town, threads }, n, m) =>
    editThread(db, pick(people(town), n), pick(threads, m), threadWords(town.board, { title: `Now ${n}` })),
  makeAnIdea: async ({ db, town, comments, ideas }, n, m) => {
    const words = { title: `Made ${n}`, boardId: town.board, tags: "" };
    ideas.push((await makeIdea(db, pick(people(town), n), { commentId: pick(comments, m).id }, words)).id);
  },
  rename: ({ db, town }, n, m) => renamePerson(db, pick(people(town), n).id, `Somebody ${m}`),
  tell: ({ db, town }, n, m) =>
    changeProfile(db, pick(people(town), n), { displayName: `Me ${n}`, about: `I am ${m}.` }),
  appoint: ({ db, town, team }, n, m) =>
    appoint(
      db,
      town.ben.id,
      { roles: n % 2 ? ["staff"] : [], teamId: n % 3 ? team : null, title: `Nr. ${m}` },
      town.alma.id,
    ),
  lead: ({ db, town, team }, n) => changeTeam(db, team, { name: `Team ${n}`, leadId: n % 2 ? town.stella.id : null }),
  promise: ({ db, town, team }, n, m) =>
    changePromise(db, town.board, {
      ...{ teamId: n % 2 ? team : null, promiseTop: String(m % 9), promiseTopDays: "14" },
      ...{ promiseAbove: "20", promiseDays: String(1 + (n % 30)) },
    }),
  describe: ({ db, town }, n) => changeBoard(db, town.board, { name: `Phones ${n}`, description: `All of ${n}.` }),
  addABoard: ({ db }, n, m) => db.write((tx) => addBoard(tx, { name: `B ${n}-${m}`, slug: "", description: "" })),
  count: ({ db, town }, n, m) =>
    claim(db, pick([town.ann, town.ben, town.cleo], n), pick(["idea.shipped", "reply.accepted"] as const, m), {
      boardId: town.board,
    }),
  giveABadge: ({ db, town, gift }, n, m) =>
    giveBadge(db, town.max, { badgeId: gift, to: pick(people(town), n).id, reason: `For ${m}.` }),
  takeABadge: ({ db, town, gift }, n, m) =>
    takeBadge(db, town.max, { badgeId: gift, to: pick(people(town), n).id, reason: `Because of ${m}.` }),
  nameABadge: ({ db, town, gift }, n) =>
    changeBadge(db, town.alma, gift, { nameZh: `徽章 ${n}`, nameEn: `Badge ${n}`, hue: pick(BADGE_HUES, n) }),
  leaveTheRankings: ({ db, town }, n, m) => optOut(db, pick(people(town), n), m % 2 === 0),
  closeASeason: ({ db }, n) => closeSeasons(db, Date.now() + (n % 3) * 90 * 86_400_000),
  name: ({ db }, n) => db.write((tx) => saveCommunity(tx, { name: `Town ${n}` })),
  foot: ({ db }, n) => db.write((tx) => saveCommunity(tx, { footerLines: [{ text: `Number ${n}`, href: null }] })),
};
