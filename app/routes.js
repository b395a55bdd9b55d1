/**
 * THE URL MAP: one line a URL, grouped by room. Read by remix.config.js.
 * @param {import("@remix-run/dev/dist/config/routes").DefineRouteFunction} route
 */
export function urlMap(route) {
  // ideas
  route("/", "features/ideas/routes/board.tsx", { index: true });
  route("/ideas/new", "features/ideas/routes/new.tsx");
  route("/ideas/:ideaId", "features/ideas/routes/idea.tsx");
  route("/ideas/:ideaId/edit", "features/ideas/routes/edit.tsx");
  route("/ideas/:ideaId/history", "features/ideas/routes/history.tsx");
  route("/ideas/:ideaId/submission", "features/ideas/routes/submission.ts");
  route("/ideas/:ideaId/status", "features/ideas/routes/status.tsx");
  route("/ideas/:ideaId/answers", "features/ideas/routes/answer.tsx");

  // threads
  route("/threads", "features/threads/routes/threads.tsx");
  route("/threads/new", "features/threads/routes/new.tsx");
  route("/threads/:threadId", "features/threads/routes/thread.tsx");
  route("/threads/:threadId/edit", "features/threads/routes/edit.tsx");
  route("/threads/:threadId/history", "features/threads/routes/history.tsx");

  // voting
  route("/ideas/:ideaId/votes", "features/voting/routes/vote.ts");
  route("/ideas/:ideaId/objections", "features/voting/routes/objections.tsx");
  route("/ideas/:ideaId/objections/:objectorId", "features/voting/routes/objection.ts");
  route("/ideas/:ideaId/counting", "features/voting/routes/counting.tsx");

  // auditing
  route("/moderation/audits", "features/auditing/routes/audits.tsx");
  route("/moderation/audits/:auditId", "features/auditing/routes/audit.tsx");
  route("/audits/:auditId/objection", "features/auditing/routes/objection.tsx");

  // merging
  route("/ideas/:ideaId/merge", "features/merging/routes/merge.tsx");

  // topics
  route("/topics/:topicId/follow", "features/topics/routes/follow.ts");
  route("/me/following", "features/topics/routes/following.tsx");

  // notifications
  route("/inbox", "features/notifications/routes/inbox.tsx");
  route("/inbox/:entryId", "features/notifications/routes/entry.ts");

  // comments
  route("/topics/:topicId/comments", "features/comments/routes/add.tsx");
  route("/comments/:commentId", "features/comments/routes/permalink.ts");
  route("/comments/:commentId/edit", "features/comments/routes/edit.tsx");
  route("/comments/:commentId/history", "features/comments/routes/history.tsx");
  route("/comments/:commentId/helpful", "features/comments/routes/helpful.ts");
  route("/comments/:commentId/thanks", "features/comments/routes/thanks.ts");
  route("/comments/:commentId/pin", "features/comments/routes/pin.ts");

  // threads
  route("/comments/:commentId/acceptance", "features/threads/routes/acceptance.ts");
  route("/comments/:commentId/idea", "features/threads/routes/comment-idea.tsx");
  route("/threads/:threadId/idea", "features/threads/routes/thread-idea.tsx");

  // pictures
  route("/pictures", "features/pictures/routes/pictures.ts");
  route("/pictures/:name", "features/pictures/routes/picture.ts");

  // writing
  route("/preview", "features/writing/routes/preview.ts");
  route("/drafts", "features/writing/routes/drafts.ts");
  route("/people.json", "features/writing/routes/people-json.ts");
  route("/me/drafts", "features/writing/routes/my-drafts.tsx");

  // identity
  route("/sign-in", "features/identity/routes/sign-in.tsx");
  route("/sign-in/mail", "features/identity/routes/mail-code.tsx");
  route("/sign-in/code", "features/identity/routes/code.tsx");
  route("/sign-in/step", "features/identity/routes/step.tsx");
  route("/forgotten", "features/identity/routes/forgotten.tsx");
  route("/link/:token", "features/identity/routes/link.tsx");
  route("/sign-out", "features/identity/routes/sign-out.ts");
  route("/register", "features/joining/routes/register.tsx");
  route("/join/:code", "features/joining/routes/join.tsx");
  route("/me/invitations", "features/joining/routes/invitations.tsx");
  route("/kept", "features/keeping/routes/kept.tsx");

  route("/me/account", "features/identity/routes/account.tsx");
  route("/me/account/two-step", "features/identity/routes/two-step.tsx");
  route("/admin/mail", "features/admin/routes/mail.tsx");

  // hall of fame
  route("/hall", "features/hall-of-fame/routes/hall.tsx");
  route("/hall/first-hundred", "features/hall-of-fame/routes/first-hundred.tsx");
  route("/hall/:seasonId", "features/hall-of-fame/routes/season.tsx");
  route("/me/rankings", "features/hall-of-fame/routes/presence.ts");

  // badges
  route("/people/:memberId/card", "features/hall-of-fame/routes/card.tsx");
  route("/people/:memberId/badges", "features/badges/routes/person-badges.tsx");
  route("/people/:memberId/badges/:badgeId", "features/badges/routes/evidence.tsx");
  route("/admin/badges", "features/badges/routes/admin-badges.tsx");

  // members
  route("/me", "features/members/routes/me.tsx");
  route("/me/settings", "features/members/routes/settings.tsx");
  route("/people/:memberId", "features/members/routes/person.tsx");
  route("/preferences", "features/members/routes/preferences.ts");

  // ledger
  route("/points", "features/ledger/routes/rules.tsx");
  route("/people/:memberId/points", "features/ledger/routes/points.tsx");
  route("/admin/points", "features/admin/routes/points.tsx");

  // trust
  route("/me/standing", "features/trust/routes/standing.tsx");
  route("/levels", "features/trust/routes/levels.tsx");
  route("/people/:memberId/vouch", "features/trust/routes/vouch.ts");
  route("/admin/trust", "features/trust/routes/admin-trust.tsx");

  // search
  route("/search", "features/search/routes/search.tsx");
  route("/search.json", "features/search/routes/search-json.ts");
  route("/similar.json", "features/search/routes/similar-json.ts");
  route("/search/suggestions", "features/search/routes/suggestions.ts");
  route("/search/similar", "features/search/routes/similar.ts");

  // desk and export
  route("/desk", "features/desk/routes/desk.tsx");
  route("/topics/:topicId/notes", "features/desk/routes/notes.tsx");
  route("/topics/:topicId/notes/:noteId", "features/desk/routes/note.ts");
  route("/export/:file", "features/export/routes/top-requests.ts");

  // moderation
  route("/report/:kind/:id/:objectorId?", "features/moderation/routes/report.tsx");
  route("/moderation", "features/moderation/routes/queue.tsx");
  route("/moderation/log", "features/moderation/routes/log.tsx");
  route("/moderation/topics/:topicId", "features/moderation/routes/topic.tsx");
  route("/moderation/topics/:topicId/objections/:objectorId", "features/moderation/routes/objection.tsx");
  route("/moderation/comments/:commentId", "features/moderation/routes/comment.tsx");
  route("/moderation/members/:memberId", "features/moderation/routes/person.tsx");
  route("/moderation/acts/:actId/undo", "features/moderation/routes/undo.ts");
  route("/moderation/show", "features/moderation/routes/show.ts");

  // admin
  route("/set-up/:token", "features/admin/routes/set-up.tsx");
  route("/admin", "features/admin/routes/admin.tsx");
  route("/admin/boards", "features/admin/routes/boards.tsx");
  route("/admin/teams", "features/admin/routes/teams.tsx");
  route("/admin/people", "features/admin/routes/people.tsx");
  route("/admin/look", "features/admin/routes/look.tsx");
  route("/admin/pages", "features/admin/routes/pages.tsx");
  for (const page of ["terms", "privacy", "imprint"])
    route(`/${page}`, "features/admin/routes/page.tsx", { id: `features/admin/routes/page-${page}` });
  route("/admin/joining", "features/admin/routes/joining.tsx");
  route("/admin/recount", "features/admin/routes/recount.tsx");

  // backup
  route("/admin/backup", "features/backup/routes/backup.tsx");
  route("/admin/backup/:name", "features/backup/routes/download.ts");
  route("/set-up/:token/restore", "features/backup/routes/restore.tsx");

  // watching
  route("/admin/health", "features/watching/routes/health.tsx");

  // import
  route("/admin/import", "features/import/routes/imports.tsx");
  route("/admin/import/:batchId", "features/import/routes/batch.tsx");
  route("/admin/import/:batchId/undo", "features/import/routes/undo.tsx");
  route("/admin/import/:batchId/problems.csv", "features/import/routes/problems.ts");

  // sample
  route("/admin/sample", "features/sample/routes/sample.tsx");
  route("/demo", "features/sample/routes/demo.tsx");

  route("*", "layout/routes/not-found.tsx");
}
