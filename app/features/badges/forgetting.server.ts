/** What people who go for good were awarded, and their place among the first; badges they designed stay. */
export { deleteAwardsOf as forgetAwardsOf } from "./forgetting.store.server";
