/** Pages that people who go for good wrote stay, by nobody. */
export { dropEditors as forgetEditorsOf } from "./pages.store.server";
