/** What employees noted of topics that go, and people who go noted of topics that stay. */
export { deleteNotesBy as forgetNotesBy, deleteNotesOn as forgetNotesOn } from "./forgetting.store.server";
