/** Places of people who go for good, and whether they wanted to be seen there. Others keep theirs: the season is over. */
export { deletePlacesOf as forgetPlacesOf } from "./forgetting.store.server";
