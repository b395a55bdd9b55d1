import { createHmac } from "node:crypto";
import { secretOf } from "~/platform/secrets.server";
import { neighbourhoodOf } from "./network.server";

/**
 * What is kept of where somebody comes from: the same for one neighbourhood of the net, and nothing anybody could find the
 * address by who does not have this site's secret.
 */
export async function networkMark({ dataFolder, network }: { dataFolder: string; network: string }): Promise<string> {
  const secret = await secretOf(dataFolder, "networks");
  return createHmac("sha256", secret).update(neighbourhoodOf(network)).digest("base64url").slice(0, 22);
}
