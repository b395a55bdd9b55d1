/** What ideas know of topics that go, and of people who go from ideas that stay. */
export {
  deleteIdeas as forgetIdeas,
  deleteStaffWorkOf as forgetStaffWorkOf,
  teamsNamed,
} from "./forgetting.store.server";
