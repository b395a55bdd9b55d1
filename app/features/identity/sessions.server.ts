// Everything that knows Lucia. It is in maintenance: replacing it means rewriting this file and no other.
import { type Adapter, Lucia, TimeSpan } from "lucia";
import { clock } from "~/platform/clock";
import { log } from "~/platform/log.server";
import { hashOf } from "~/platform/tokens.server";
import { hostCookie, SESSION_COOKIE } from "~/web/cookies.server";
import type { MemberId } from "~db/ids.ts";
import type { Store } from "~db/store.ts";
import { deviceOf, SESSION_DAYS } from "./rules";
import {
  deleteExpiredSessions,
  deleteMemberSessions,
  deleteOtherSessions,
  deleteOwnSession,
  deleteSession,
  extendSession,
  insertSession,
  loadSession,
  memberSessions,
  type SessionRow,
  saveSeen,
} from "./sessions.store.server";

declare module "lucia" {
  interface Register {
    Lucia: Sessions;
    UserId: MemberId;
    DatabaseUserAttributes: UserAttributes;
    DatabaseSessionAttributes: SessionAttributes;
  }
}

type UserAttributes = Pick<SessionRow, "member" | "hasTwoStep" | "wantsMail">;
interface SessionAttributes {
  device: string;
  seenAt: number;
}

const HOUR = 3_600_000;
const hourOf = (at: number): number => at - (at % HOUR);
const openings = new WeakMap<Store, Map<boolean, Sessions>>();

type Sessions = Lucia<SessionAttributes, UserAttributes>;

export interface SignedIn extends UserAttributes {
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
  const hour = hourOf(clock.now());
  if (session.seenAt < hour) await noteSeen(db, hashOf(id), hour);
  const cookie = session.fresh ? lucia.createSessionCookie(session.id).serialize() : null;
  const { member, hasTwoStep, wantsMail } = user;
  return { member, hasTwoStep, wantsMail, cookie };
}

// A full disk keeps nobody from reading: what is noted of a session on the way may fail.
const noteSeen = (db: Store, idHash: string, hour: number): Promise<void> =>
  inPassing(db.write((tx) => saveSeen(tx, idHash, hour)));

const inPassing = (note: Promise<void>): Promise<void> =>
  note.catch((error: unknown) => log.warn({ err: error }, "that a session was used could not be noted"));

/** Starts a session; returns the cookie to set. `userAgent` is the browser's header, of which two words are kept. */
export async function startSession(db: Store, origin: string, memberId: MemberId, userAgent = ""): Promise<string> {
  const lucia = luciaFor(db, origin);
  const session = await lucia.createSession(memberId, { device: deviceOf(userAgent), seenAt: hourOf(clock.now()) });
  return lucia.createSessionCookie(session.id).serialize();
}

/** Ends the session the cookie names, if any; returns the cookie that clears it. */
export async function endSession(db: Store, origin: string, cookies: string): Promise<string> {
  const lucia = luciaFor(db, origin);
  const id = lucia.readSessionCookie(cookies);
  if (id) await lucia.invalidateSession(id);
  return lucia.createBlankSessionCookie().serialize();
}

/** One of a member's sessions, as they see it. */
export interface SessionView {
  /** Names the session to its owner; opens nothing. */
  key: string;
  /** Browser and system, or empty when nobody knows them. */
  device: string;
  createdAt: number;
  seenAt: number;
  isThis: boolean;
}

/** Where a member is signed in; `cookies` say which of it is here. */
export async function sessionsOf(
  db: Store,
  origin: string,
  memberId: MemberId,
  cookies: string,
): Promise<SessionView[]> {
  const here = sessionKey(db, origin, cookies);
  const rows = await memberSessions(db.read, memberId, clock.now());
  return rows.map(({ idHash, device, createdAt, seenAt }) => ({
    key: idHash,
    device,
    createdAt,
    seenAt: seenAt || createdAt,
    isThis: idHash === here,
  }));
}

/** Which session the cookies name, by what is stored of it; null without one. */
export function sessionKey(db: Store, origin: string, cookies: string): string | null {
  const id = luciaFor(db, origin).readSessionCookie(cookies);
  return id ? hashOf(id) : null;
}

/** Signs a member out of one of their browsers. */
export async function endSessionCalled(db: Store, memberId: MemberId, key: string): Promise<void> {
  if (KEY.test(key)) await db.write((tx) => deleteOwnSession(tx, memberId, key));
}

const KEY = /^[\w-]{43}$/;

/** Signs a member out everywhere but here. */
export const endOtherSessions = (db: Store, memberId: MemberId, here: string | null): Promise<void> =>
  db.write((tx) => deleteOtherSessions(tx, memberId, here));

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
    sessionExpiresIn: new TimeSpan(SESSION_DAYS, "d"),
    sessionCookie: {
      name: hostCookie(SESSION_COOKIE, isSecure ? "https:" : "http:"),
      attributes: { secure: isSecure, sameSite: "lax", path: "/" },
    },
    getUserAttributes: ({ member, hasTwoStep, wantsMail }) => ({ member, hasTwoStep, wantsMail }),
    getSessionAttributes: ({ device, seenAt }) => ({ device, seenAt }),
  });
}

// Stores a hash of each id. Always answers with the plain id it was given: a hash would be hashed again on refresh.
function hashingAdapter(db: Store): Adapter {
  return {
    async getSessionAndUser(id) {
      const row = await loadSession(db.read, hashOf(id), clock.now());
      // One that has run out is the clock's to delete: whoever reads, writes nothing.
      if (!row || row.expiresAt <= clock.now()) return [null, null];
      const userId = row.member.id;
      const { member, hasTwoStep, wantsMail, expiresAt, seenAt } = row;
      const session = { id, userId, expiresAt: new Date(expiresAt), attributes: { device: "", seenAt } };
      return [session, { id: userId, attributes: { member, hasTwoStep, wantsMail } }];
    },
    async getUserSessions(userId) {
      const rows = await memberSessions(db.read, userId, clock.now());
      return rows.map(({ idHash, expiresAt, device, seenAt }) => ({
        id: idHash,
        userId,
        expiresAt: new Date(expiresAt),
        attributes: { device, seenAt },
      }));
    },
    setSession: ({ id, userId, expiresAt, attributes: { device, seenAt } }) =>
      db.write((tx) =>
        insertSession(tx, {
          idHash: hashOf(id),
          memberId: userId,
          createdAt: clock.now(),
          expiresAt: expiresAt.getTime(),
          device,
          seenAt,
        }),
      ),
    updateSessionExpiration: (id, expiresAt) =>
      inPassing(db.write((tx) => extendSession(tx, hashOf(id), expiresAt.getTime()))),
    deleteSession: (id) => db.write((tx) => deleteSession(tx, hashOf(id))),
    deleteUserSessions: (userId) => db.write((tx) => deleteMemberSessions(tx, userId)),
    deleteExpiredSessions: () => db.write((tx) => deleteExpiredSessions(tx, clock.now())),
  };
}
