/** How people who go for good came in. */
export { deleteAdmissions as forgetAdmissions } from "./forgetting.store.server";
