import { lockMember, personById } from "~/features/members/members.server";
import type { Member } from "~/features/members/rules";
import { clock } from "~/platform/clock";
import { record } from "~/platform/record.server";
import { Refused, refuseFields } from "~/platform/refusals";
import { limitMails } from "~/web/rate-limits.server";
import { isUnique } from "~db/errors.ts";
import type { MemberId } from "~db/ids.ts";
import { dropMails } from "~db/mails.ts";
import type { Store, Tx } from "~db/store.ts";
import {
  addressesOf,
  confirmedAddress,
  deleteAddresses,
  saveAskedAddress,
  saveConfirmed,
} from "./addresses.store.server";
import { type Home, writeTo } from "./letters.server";
import { LINK_LIFE, linkAddress, makeLink, takeLink } from "./links.server";
import { replaceLinks } from "./links.store.server";
import { endMailedWays } from "./mailed-ways.server";
import { refuseOtherThanPresent } from "./passwords.server";
import { addressKey, whyNotAddress } from "./rules";

export { confirmedAddress } from "./addresses.store.server";

/** What a member's page shows of their addresses. */
interface AddressView {
  /** Gets their mail. */
  confirmed: string | null;
  /** Waits for its owner to open the link in the mail. */
  asked: string | null;
}

export async function addressView(db: Store, memberId: MemberId): Promise<AddressView> {
  const rows = await addressesOf(db.read, memberId);
  return {
    confirmed: rows.find(({ confirmedAt }) => confirmedAt !== null)?.address ?? null,
    asked: rows.find(({ confirmedAt }) => confirmedAt === null)?.address ?? null,
  };
}

interface WantedAddress {
  wanted: string;
  /** Their present password, when they have one. */
  password: string;
  /** Where the wish comes from. */
  network: string;
}

/**
 * Writes to an address, with the link that confirms it; until then the former one stays. Whose it may be already is not
 * said: the mail goes to the address itself.
 */
export async function askAddress(
  db: Store,
  me: Member,
  home: Home,
  { wanted, password, network }: WantedAddress,
): Promise<void> {
  const address = wanted.trim();
  refuseFields({ address: whyNotAddress(address) });
  const key = addressKey(address);
  await refuseOtherThanPresent(db, me, password);
  await limitMails(key, network);
  await db.write(async (tx) => {
    await lockMember(tx, me.id); // of two asks at once, the second replaces what the first left
    const createdAt = clock.now(); // the address and its link have it in common: a link confirms no other address
    if (!(await saveAskedAddress(tx, { memberId: me.id, address, key, createdAt })))
      throw new Refused("form.invalid", { address: "address.own" });
    const link = linkAddress(home.origin, await makeLink(tx, "address", me.id, createdAt));
    await writeTo(tx, me.id, home, {
      kind: "address",
      lasts: LINK_LIFE.address,
      link,
      address,
      write: (t) => ({
        subject: t("mails.address.subject"),
        text: t("mails.address.text", { name: me.displayName, community: home.community.name }),
      }),
    });
  });
}

/** The address a link was mailed to becomes its member's own, unless another member was faster. The former is told. */
export async function confirmAddress(db: Store, home: Home, token: string): Promise<void> {
  await db
    .write(async (tx) => {
      const { memberId, createdAt } = await takeLink(tx, "address", token);
      const former = await confirmedAddress(tx, memberId);
      if (!(await saveConfirmed(tx, memberId, { createdAt, now: clock.now() }))) throw new Refused("link.replaced");
      await dropMails(tx, memberId, "address", clock.now());
      await endMailedWays(tx, memberId);
      await record(tx, { kind: "address.confirmed", by: null, details: { member: memberId } });
      if (former) await sayGoodbye(tx, memberId, home, former);
    })
    .catch((error: unknown) => {
      throw isUnique(error) ? new Refused("address.taken") : error;
    });
}

/** Forgets a member's addresses, which the confirmed one is told; what else was about to be sent there is not. */
export async function removeAddress(db: Store, me: Member, home: Home, password: string): Promise<void> {
  await refuseOtherThanPresent(db, me, password);
  await db.write(async (tx) => {
    await lockMember(tx, me.id);
    const former = await confirmedAddress(tx, me.id);
    await deleteAddresses(tx, me.id);
    await replaceLinks(tx, "address", me.id);
    await dropMails(tx, me.id, "address", clock.now());
    await endMailedWays(tx, me.id);
    if (!former) return;
    await record(tx, { kind: "address.removed", by: me, details: { member: me.id } });
    await sayGoodbye(tx, me.id, home, former);
  });
}

const GOODBYE_LASTS = 3 * 86_400_000;

// Whoever reads the former address may be the only one to know that it wasn't them.
async function sayGoodbye(tx: Tx, memberId: MemberId, home: Home, address: string): Promise<void> {
  const { displayName, username } = await personById(tx, memberId);
  await writeTo(tx, memberId, home, {
    kind: `address.left ${addressKey(address)}`, // of its own: the next change must not take this mail back
    lasts: GOODBYE_LASTS,
    address,
    write: (t) => ({
      subject: t("mails.address.left.subject"),
      text: t("mails.address.left.text", {
        name: displayName,
        username: username ?? "",
        community: home.community.name,
        address,
      }),
    }),
  });
}
