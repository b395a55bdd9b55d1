/** What imports know of topics that go, and of people who go for good. */
export { deleteImported as forgetImported, dropImporters as forgetImporters } from "./forgetting.store.server";
