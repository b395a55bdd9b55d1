export { closeSeasons } from "./seasons.server";
