/** What was imposed on people who go for good, or by them. */
export { deleteSanctionsOf as forgetSanctionsOf } from "./store.server";
