export { reweighVotes } from "~/features/voting/reweighing.server";
