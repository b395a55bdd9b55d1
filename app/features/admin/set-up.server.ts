import { addAccount, hashPassword } from "~/features/identity/accounts.server";
import { isFreshSetUpLink, makeSetUpLink, takeSetUpLink } from "~/features/identity/links.server";
import { whyNotPassword } from "~/features/identity/rules";
import { enterByHost } from "~/features/joining/admissions.server";
import { giveRoles, whyNotNames } from "~/features/members/members.server";
import { normalName, type SignUp, whyNotName } from "~/features/members/rules";
import { community, saveCommunity } from "~/features/members/settings.server";
import { addBoard, boardCalled } from "~/features/topics/topics.server";
import type { Locale } from "~/platform/i18n/locales";
import { Refused, refuseFields } from "~/platform/refusals";
import type { MemberId } from "~db/ids.ts";
import type { Store } from "~db/store.ts";
import { whyNotTimeZone } from "./rules";

export interface SetUp {
  name: string;
  locale: Locale;
  timeZone: string;
  signUp: SignUp;
  username: string;
  displayName: string;
  password: string;
  /** The first admin works for the brand. */
  isStaff: boolean;
  board: string;
}

/** A new one-time link to the set-up page; null once the community is set up. The former link stops working. */
export async function setUpLink(db: Store, origin: string): Promise<string | null> {
  if ((await community(db)).isSetUp) return null;
  return `${origin}/set-up/${await makeSetUpLink(db)}`;
}

/** Who may join, as the set-up page proposes it: where no mail goes out, nobody's address can answer for them. */
export const proposedSignUp = (hasMailServer: boolean): SignUp => (hasMailServer ? "open" : "approval");

/** Refused when the link was used, replaced or never made. */
export async function refuseStaleLink(db: Store, token: string): Promise<void> {
  if ((await community(db)).isSetUp) throw new Refused("setup.done");
  if (!(await isFreshSetUpLink(db, token))) throw new Refused("setup.link.used");
}

/** Names the community and makes its first admin and board, all or nothing, once. Returns the admin. */
export async function setUp(db: Store, token: string, wanted: SetUp): Promise<MemberId> {
  await refuseStaleLink(db, token); // before anything is said of names: who has no link hears of none
  const name = normalName(wanted.name);
  refuseFields({
    name: whyNotName(name),
    timeZone: whyNotTimeZone(wanted.timeZone),
    board: whyNotName(normalName(wanted.board)),
    ...(await whyNotNames(db.read, wanted)),
    password: whyNotPassword(wanted.password, wanted.username),
  });
  const passwordHash = await hashPassword(wanted);
  return db.write(async (tx) => {
    if (!(await takeSetUpLink(tx, token))) throw new Refused("setup.link.used");
    const id = await addAccount(tx, wanted, passwordHash);
    await enterByHost(tx, id);
    await giveRoles(tx, id, wanted.isStaff ? ["admin", "staff"] : ["admin"], id);
    const board = await boardCalled(tx, normalName(wanted.board)); // an import may have made it already
    if (!board) await addBoard(tx, { name: wanted.board, slug: "", description: "" });
    const { locale, timeZone, signUp } = wanted;
    await saveCommunity(tx, { isSetUp: true, name, locale, timeZone, signUp });
    return id;
  });
}
