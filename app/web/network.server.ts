import { BlockList, isIP, isIPv6 } from "node:net";

const MAPPED = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i;

/**
 * Where requests come from: the peer, or what one of these proxies says. Of what it says only the last hop counts, which
 * it saw itself; the earlier ones anybody can make up.
 */
export function senderBehind(proxies: readonly string[]): (peer?: string, forwardedFor?: string) => string {
  const known = new BlockList();
  for (const address of proxies) known.addAddress(address, familyOf(address));
  return (peer = "", forwardedFor = "") => {
    const lastHop = forwardedFor.slice(forwardedFor.lastIndexOf(",") + 1).trim();
    return isIP(peer) && isIP(lastHop) && known.check(peer, familyOf(peer)) ? lastHop : peer;
  };
}

const familyOf = (address: string): "ipv4" | "ipv6" => (isIPv6(address) ? "ipv6" : "ipv4");

/** What counts as one place: an IPv4 address, or the /64 an IPv6 address stands in, as one home or phone has. */
export function networkOf(address = ""): string {
  const plain = MAPPED.exec(address)?.[1] ?? address;
  if (!isIPv6(plain)) return plain;
  const [head = "", tail] = plain.split("%", 1).join("").split("::");
  const before = head.split(":").filter(Boolean);
  const after = (tail ?? "").split(":").filter(Boolean);
  const zeros = tail === undefined ? [] : Array.from({ length: 8 - before.length - after.length }, () => "0");
  return `${[...before, ...zeros, ...after]
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(":")}::/64`;
}

/** The part of the net a place of `networkOf` lies in: an IPv4 /24, or an IPv6 /48, as one house or company has. */
export function neighbourhoodOf(network: string): string {
  if (!network.endsWith("::/64")) return `${network.split(".").slice(0, 3).join(".")}.0/24`;
  return `${network.slice(0, -"::/64".length).split(":").slice(0, 3).join(":")}::/48`;
}
