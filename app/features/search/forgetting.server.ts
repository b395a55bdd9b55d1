/** What the index holds of topics and people that go for good. */
export { forgetDocumentsBy, forgetDocumentsOf } from "./indexing.server";
