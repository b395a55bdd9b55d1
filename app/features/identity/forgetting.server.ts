/** What identity knows of people who go for good: nobody can sign in as them from here on. */
export { deleteAccounts as forgetAccounts } from "./forgetting.store.server";
