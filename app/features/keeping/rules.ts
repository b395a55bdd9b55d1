/** How long a form waits for whoever sent it to sign in. */
export const KEPT_MS = 86_400_000;
