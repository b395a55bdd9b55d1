export { auditFirstIdeas as auditIdeas } from "./opening.server";
