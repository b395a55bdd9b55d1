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

  // voting
  route("/ideas/:ideaId/votes", "features/voting/routes/vote.ts");
  route("/ideas/:ideaId/objections", "features/voting/routes/objections.tsx");

  // topics
  route("/topics/:topicId/follow", "features/topics/routes/follow.ts");

  // comments
  route("/topics/:topicId/comments", "features/comments/routes/add.tsx");
  route("/comments/:commentId", "features/comments/routes/permalink.ts");
  route("/comments/:commentId/edit", "features/comments/routes/edit.tsx");

  // identity
  route("/sign-in", "features/identity/routes/sign-in.tsx");
  route("/sign-out", "features/identity/routes/sign-out.ts");
  route("/register", "features/identity/routes/register.tsx");

  // members
  route("/me", "features/members/routes/me.tsx");
  route("/preferences", "features/members/routes/preferences.ts");

  // desk and export
  route("/desk", "features/desk/routes/desk.tsx");
  route("/export/:file", "features/export/routes/top-requests.ts");

  // admin
  route("/set-up/:token", "features/admin/routes/set-up.tsx");
  route("/admin", "features/admin/routes/admin.tsx");

  // sample
  route("/admin/sample", "features/sample/routes/sample.tsx");
  route("/demo", "features/sample/routes/demo.tsx");

  route("*", "layout/routes/not-found.tsx");
}
