/** What members' rooms know of people and teams that go for good. */
export {
  deleteMembers as forgetMembers,
  deleteTeams as forgetTeams,
  teamsWithoutPeople,
} from "./forgetting.store.server";
