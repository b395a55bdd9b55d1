import { hash } from "@node-rs/argon2";
import { addMember, type NewMember } from "~/features/members/members.server";
import { clock } from "~/platform/clock";
import { refuseFields } from "~/platform/refusals";
import type { MemberId } from "~db/ids.ts";
import type { Tx } from "~db/store.ts";
import { savePassword } from "./passwords.store.server";
import { whyNotPassword } from "./rules";

export interface Registration extends NewMember {
  password: string;
}

/** The argon2id hash of a wished password; made outside any write, as it takes a while. */
export async function hashPassword({
  username,
  password,
}: Pick<Registration, "username" | "password">): Promise<string> {
  refuseFields({ password: whyNotPassword(password, username) });
  return hash(password); // argon2id, 19 MiB, 2 passes: the library's and OWASP's default
}

/** The member and their password, in the caller's transaction. */
export async function addAccount(tx: Tx, wanted: NewMember, passwordHash: string): Promise<MemberId> {
  const id = await addMember(tx, wanted);
  await savePassword(tx, id, passwordHash, clock.now());
  return id;
}
