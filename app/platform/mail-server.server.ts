/** Whether this host said how mail is sent. Without it, nobody's address can answer. */
export const hasMailServer = (environment: NodeJS.ProcessEnv = process.env): boolean => Boolean(environment.CANYU_SMTP);
