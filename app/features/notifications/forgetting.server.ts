/** What the inboxes hold of topics and people that go for good. */
export { deleteNewsBy as forgetNewsBy, deleteNewsOf as forgetNewsOf } from "./forgetting.store.server";
