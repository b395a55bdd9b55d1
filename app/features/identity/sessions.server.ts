// Everything that knows Lucia. It is in maintenance: replacing it means rewriting this file and no other.
import { createHash } from "node:crypto";
import { type Adapter, Lucia, TimeSpan } from "lucia";
import type { Member } from "~/features/members/rules";
import { clock } from "~/platform/clock";
import type { MemberId } from "~db/ids.ts";
import type { Store } from "~db/store.ts";
import {
  deleteExpiredSessions,
  deleteMemberSessions,
  deleteSession,
  extendSession,
  insertSession,
  loadSession,
  memberSessions,
} from "./store.server";

declare module "lucia" {
  interface Register {
    Lucia: Sessions;
    UserId: MemberId;
    DatabaseUserAttributes: { member: Member };
  }
}

const LIFE_DAYS = 30;
const openings = new WeakMap<Store, Map<boolean, Sessions>>();

type Sessions = Lucia<Record<never, never>, { member: Member }>;

export interface SignedIn {
  member: Member;
  /** A cookie to set when the session was prolonged. */
  cookie: string | null;
}

/** Who the request's cookie says is asking. Null without one, or when it has run out. */
export async function sessionMember(db: Store, origin: string, cookies: string): Promise<SignedIn | null> {
  const lucia = luciaFor(db, origin);
  const id = lucia.readSessionCookie(cookies);
  if (!id) return null;
  const { session, user } = await lucia.validateSession(id);
  if (!session) return null;
  return { member: user.member, cookie: session.fresh ? lucia.createSessionCookie(session.id).serialize() : null };
}

/** Starts a session; returns the cookie to set. */
export async function startSession(db: Store, origin: string, memberId: MemberId): Promise<string> {
  const lucia = luciaFor(db, origin);
  const session = await lucia.createSession(memberId, {});
  return lucia.createSessionCookie(session.id).serialize();
}

/** Ends the session the cookie names, if any; returns the cookie that clears it. */
export async function endSession(db: Store, origin: string, cookies: string): Promise<string> {
  const lucia = luciaFor(db, origin);
  const id = lucia.readSessionCookie(cookies);
  if (id) await lucia.invalidateSession(id);
  return lucia.createBlankSessionCookie().serialize();
}

function luciaFor(db: Store, origin: string): Sessions {
  const isSecure = origin.startsWith("https:");
  const made = openings.get(db) ?? new Map<boolean, Sessions>();
  openings.set(db, made);
  const lucia = made.get(isSecure) ?? open(db, isSecure);
  made.set(isSecure, lucia);
  return lucia;
}

function open(db: Store, isSecure: boolean): Sessions {
  return new Lucia(hashingAdapter(db), {
    sessionExpiresIn: new TimeSpan(LIFE_DAYS, "d"),
    sessionCookie: {
      name: isSecure ? "__Host-canyu" : "canyu",
      attributes: { secure: isSecure, sameSite: "lax", path: "/" },
    },
    getUserAttributes: ({ member }) => ({ member }),
  });
}

const hashOf = (id: string): string => createHash("sha256").update(id).digest("base64url");

// Stores a hash of each id. Always answers with the plain id it was given: a hash would be hashed again on refresh.
function hashingAdapter(db: Store): Adapter {
  return {
    async getSessionAndUser(id) {
      const row = await loadSession(db.read, hashOf(id), clock.now());
      if (!row) return [null, null];
      const userId = row.member.id;
      const session = { id, userId, expiresAt: new Date(row.expiresAt), attributes: {} };
      return [session, { id: userId, attributes: { member: row.member } }];
    },
    async getUserSessions(userId) {
      const rows = await memberSessions(db.read, userId);
      return rows.map((row) => ({ id: row.idHash, userId, expiresAt: new Date(row.expiresAt), attributes: {} }));
    },
    setSession: ({ id, userId, expiresAt }) =>
      db.write((tx) =>
        insertSession(tx, {
          idHash: hashOf(id),
          memberId: userId,
          createdAt: clock.now(),
          expiresAt: expiresAt.getTime(),
        }),
      ),
    updateSessionExpiration: (id, expiresAt) => db.write((tx) => extendSession(tx, hashOf(id), expiresAt.getTime())),
    deleteSession: (id) => db.write((tx) => deleteSession(tx, hashOf(id))),
    deleteUserSessions: (userId) => db.write((tx) => deleteMemberSessions(tx, userId)),
    deleteExpiredSessions: () => db.write((tx) => deleteExpiredSessions(tx, clock.now())),
  };
}
