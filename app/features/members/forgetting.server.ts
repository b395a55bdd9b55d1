/** What members' rooms know of people and teams that go for good. */
export { deleteMembers as forgetMembers, deleteUnusedTeams as forgetUnusedTeams } from "./forgetting.store.server";
