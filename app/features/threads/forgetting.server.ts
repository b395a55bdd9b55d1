/** What threads know of topics that go, and of people who go from threads that stay. */
export { deleteThreads as forgetThreads, leaveThreads as forgetThreadWorkOf } from "./forgetting.store.server";
