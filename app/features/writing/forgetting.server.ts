/** What people were writing, who go for good. */
export { deleteDraftsBy as forgetDraftsBy } from "./drafts.store.server";
