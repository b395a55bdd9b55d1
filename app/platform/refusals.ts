/** EVERY REFUSAL and the HTTP status it answers with. Its sentence stands in locales under `refusals.<code>`. */
export const REFUSALS = {
  // The machine can't, just now. Nobody is to blame, and the host reads of it in the log.
  "no.room": 507,
  "database.away": 503,
  // who
  "signed.out": 401,
  "wrong.password": 403,
  "too.many.tries": 429,
  "too.many.asks": 429,
  "too.fast": 429,
  "too.many.writes": 429,
  "not.staff": 403,
  "not.admin": 403,
  "not.moderator": 403,
  "not.author": 403,
  "two.step.needed": 403,
  "account.waiting": 403,
  "account.declined": 403,
  suspended: 403,
  "foreign.origin": 403,
  // what
  "not.found": 404,
  "cursor.foreign": 400,
  "form.invalid": 422,
  "form.unknown.field": 400,
  "form.too.large": 413,
  "files.too.large": 413,
  "setup.pending": 503,
  "site.busy": 503,
  "form.kind": 415,
  "form.twice": 400,
  "form.many": 400,
  "setup.done": 410,
  "setup.link.used": 410,
  // signing in
  "link.used": 410,
  "link.late": 410,
  "link.replaced": 410,
  "link.unknown": 404,
  "code.wrong": 403,
  "code.gone": 410,
  "step.wrong": 403,
  "step.gone": 410,
  "password.not.current": 422,
  "address.shape": 422,
  "address.or.name": 422,
  "address.taken": 409,
  "address.own": 409,
  "address.missing": 409,
  "mail.server.missing": 409,
  "two.step.on": 409,
  "two.step.not.begun": 409,
  "two.step.own.first": 409,
  // registering
  "username.taken": 409,
  "username.shape": 422,
  "displayname.empty": 422,
  "displayname.length": 422,
  "displayname.characters": 422,
  "about.long": 422,
  "name.reserved": 422,
  "name.lookalike": 409,
  "note.long": 422,
  "invitation.needed": 403,
  // A link that no longer lets in is gone, whatever was behind it.
  "invitation.unknown": 410,
  "invitation.withdrawn": 410,
  "invitation.expired": 410,
  "invitation.full": 410,
  "invitation.many": 409,
  "invitation.places": 422,
  "invitation.days": 422,
  "admission.decided": 409,
  "password.short": 422,
  "password.long": 422,
  "password.common": 422,
  // writing
  "board.missing": 422,
  "board.name.taken": 409,
  "board.slug.shape": 422,
  "board.description.long": 422,
  "team.name.taken": 409,
  "lead.not.staff": 422,
  "promise.top.range": 422,
  "promise.days.range": 422,
  "promise.above.range": 422,
  "name.empty": 422,
  "name.length": 422,
  "choice.missing": 422,
  "title.short": 422,
  "title.long": 422,
  "problem.missing": 422,
  "text.missing": 422,
  "text.long": 422,
  "draft.long": 422,
  "drafts.many": 409,
  "tags.many": 422,
  "tag.long": 422,
  "comment.on.draft": 409,
  "reply.elsewhere": 422,
  // what comments can do
  "mark.own": 403,
  "thanks.not.yours": 403,
  "thanks.not.staff": 409,
  "pin.not.staff": 409,
  "accept.not.question": 409,
  "accept.not.yours": 403,
  "origin.on.draft": 409,
  "note.not.yours": 403,
  "note.on.draft": 409,
  // hidden and locked
  "topic.hidden": 409,
  "topic.locked": 409,
  "comment.hidden": 409,
  "objection.hidden": 409,
  // moderation
  "act.on.self": 403,
  "act.on.team": 403,
  "act.overtaken": 409,
  "act.undone": 409,
  "rule.missing": 422,
  "days.range": 422,
  "points.range": 422,
  "cap.range": 422,
  "report.own": 403,
  "report.decided": 409,
  // votes
  "vote.not.open": 409,
  "vote.own.objection": 403,
  "objection.reason.short": 422,
  "objection.reason.long": 422,
  // the life of an idea
  "move.not.listed": 409,
  "move.not.yours": 403,
  "owner.missing": 422,
  "owner.not.staff": 422,
  "team.missing": 422,
  "week.shape": 422,
  "reason.missing": 422,
  "reason.short": 422,
  "reason.long": 422,
  "reason.code.missing": 422,
  "edit.not.open": 409,
  // merging
  "merge.not.yours": 403,
  "merge.itself": 409,
  "merge.circle": 409,
  "merge.already": 409,
  "merge.draft": 409,
  "merge.hidden": 409,
  "merge.target.closed": 409,
  "merge.not.open": 409,
  "merge.unknown": 422,
  "unmerge.late": 409,
  "withdraw.merged.here": 409,
  // badges
  "badge.own": 403,
  "badge.earned": 409,
  "badge.retired": 409,
  "badge.steps.shape": 422,
  "badge.steps.ascending": 422,
  "badge.steps.many": 422,
  "badge.steps.unreachable": 422,
  // audits
  "audit.own": 403,
  "audit.nobody": 422,
  "audit.nothing": 409,
  "audit.objected": 409,
  "audit.over": 409,
  // newcomers, and who knows whom
  "ideas.today": 409,
  "links.newcomer": 422,
  "links.many": 422,
  "mentions.newcomer": 422,
  "vouch.self": 403,
  "vouch.level": 403,
  "vouch.budget": 409,
  "vouch.suspended": 409,
  "person.not.in": 409,
  "trust.running": 409,
  "sponsor.done": 409,
  "sponsor.not.yours": 403,
  // people
  "sample.busy": 409,
  "sample.own": 403,
  "member.unknown": 404,
  // importing
  "file.missing": 422,
  "backup.foreign": 422,
  "backup.cut": 422,
  "backup.altered": 422,
  "backup.newer": 422,
  "backup.missing": 409,
  "backup.proof.room": 507,
  "backup.proof.ended": 500,
  "backup.too.large": 413,
  "restore.people": 409,
  "migrate.source.old": 409,
  "migrate.differs": 500,
  "files.many": 422,
  "source.name.sample": 422,
  "import.over": 409,
  "import.running": 409,
  "last.admin": 409,
  "timezone.unknown": 422,
  // the community's look and pages
  "accent.shape": 422,
  "footer.text.missing": 422,
  "footer.text.long": 422,
  "footer.link.shape": 422,
  "logo.large": 422,
  "picture.missing": 422,
  "picture.large": 422,
  "picture.type": 422,
  "picture.pixels": 422,
  "picture.broken": 422,
  "picture.frames": 422,
  "pictures.many": 422,
  "pictures.often": 429,
  "page.changed": 409,
  "page.gaps": 422,
} as const;

export type RefusalCode = keyof typeof REFUSALS;

/** Which sentence stands beside which field of a form. */
export type FieldRefusals = Readonly<Record<string, RefusalCode>>;

/** Something the product expects and says no to. Thrown by commands; answered as a sentence in the reader's language. */
export class Refused extends Error {
  constructor(
    readonly code: RefusalCode,
    readonly fields: FieldRefusals = {},
    /** Seconds after which it may be tried again; only with 429 and 503. */
    readonly retryAfter?: number,
  ) {
    super(code);
  }
}

/** Whether a word is the code of a refusal. */
export const isRefusalCode = (word: string): word is RefusalCode => Object.hasOwn(REFUSALS, word);

/** Throws when a rule gave a reason. */
export function refuse(code: RefusalCode | null): void {
  if (code) throw new Refused(code);
}

/** Throws when any field was refused, naming each. */
export function refuseFields(fields: Readonly<Record<string, RefusalCode | null>>): void {
  const refused = Object.entries(fields).flatMap(([name, code]) => (code ? [[name, code] as const] : []));
  if (refused.length) throw new Refused("form.invalid", Object.fromEntries(refused));
}
