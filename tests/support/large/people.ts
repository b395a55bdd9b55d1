import type { InvitationId, MemberId } from "~db/ids.ts";
import { sanctions } from "~db/schema/convention.ts";
import { addresses, mailCodes, oneTimeLinks, sessions } from "~db/schema/identity.ts";
import { admissions, invitations } from "~db/schema/joining.ts";
import { keptForms } from "~db/schema/keeping.ts";
import { mails } from "~db/schema/mails.ts";
import { members } from "~db/schema/members.ts";
import type { Tx } from "~db/store.ts";
import type { Town } from "../town";
import { DAY, HOUR, insert, insertMany, NOW, spread, times } from "./rows";

const PEOPLE = 2_400;
const WAITING = 12;

/** People with all that a member leaves behind them: how they came in, sessions, addresses, mails. */
export async function peopleOf(tx: Tx, town: Town): Promise<MemberId[]> {
  const rows = times(PEOPLE, (n) => ({
    ...{
      username: n % 6 ? `fan${n}` : null,
      displayName: `Fan ${n} 米粉`,
      skeleton: `fan${n}`,
      createdAt: NOW - n * HOUR,
    },
    ...{ source: n % 6 ? null : "old forum", sourceId: n % 6 ? null : `fan ${n}` },
  }));
  const people = await insertMany<MemberId>(tx, members, rows);
  const fans = people.filter((_, n) => n % 6);
  await letIn(tx, fans, town);
  await signIn(tx, fans);
  await insert(
    tx,
    sanctions,
    spread(fans, 5).map((memberId, n) => sanction(memberId, n, town)),
  );
  return fans;
}

const sanction = (memberId: MemberId, n: number, { max }: Town) => ({
  ...{ memberId, kind: "muted" as const, reason: "Shouting.", by: max.id },
  ...{ from: NOW - (n + 2) * DAY, until: n < 5 ? NOW + DAY : NOW - (n + 1) * DAY },
});

async function letIn(tx: Tx, fans: readonly MemberId[], { alma }: Town): Promise<void> {
  const links = times(600, (n) => ({
    ...{ code: `code ${n}`, inviterId: fans[n] ?? alma.id, places: 5, taken: n % 6 },
    ...{ createdAt: NOW - n * DAY, expiresAt: NOW + (30 - n) * DAY },
  }));
  const sent = await insertMany<InvitationId>(tx, invitations, links);
  const verdict = (n: number) => (n < WAITING ? null : n % 20 ? ("admitted" as const) : ("declined" as const));
  await insert(
    tx,
    admissions,
    fans.map((memberId, n) => ({
      ...{ memberId, way: n % 2 ? ("invitation" as const) : ("approval" as const), askedAt: NOW - n * HOUR },
      ...{ verdict: n % 2 ? ("admitted" as const) : verdict(n / 2), decidedBy: alma.id, decidedAt: NOW - n * HOUR },
      ...(n % 2 && { invitationId: sent[n % sent.length], inviterId: fans[n % 600] }),
    })),
  );
}

async function signIn(tx: Tx, fans: readonly MemberId[]): Promise<void> {
  const at = (n: number) => ({ createdAt: NOW - n * HOUR, expiresAt: NOW + (1_000 - n) * HOUR });
  const recent = (n: number) => ({ createdAt: NOW - (n % 150) * HOUR, expiresAt: NOW - (n % 150) * HOUR + HOUR });
  await insert(
    tx,
    sessions,
    fans.slice(0, 900).map((memberId, n) => ({ idHash: `hash ${n}`, memberId, ...at(n) })),
  );
  await insert(
    tx,
    addresses,
    spread(fans, 2).map((memberId, n) => ({
      ...{ memberId, address: `fan${n}@example.org`, key: `fan${n}@example.org` },
      ...{ createdAt: NOW - n * HOUR, confirmedAt: n % 10 ? NOW - n * HOUR : null },
    })),
  );
  await insert(
    tx,
    oneTimeLinks,
    spread(fans, 2).map((memberId, n) => ({
      tokenHash: `link ${n}`,
      purpose: "reset" as const,
      memberId,
      ...recent(n),
    })),
  );
  await insert(
    tx,
    mailCodes,
    spread(fans, 2).map((memberId, n) => ({ tokenHash: `code ${n}`, memberId, codeHash: "x", ...recent(n) })),
  );
  await insert(
    tx,
    keptForms,
    times(600, (n) => ({ tokenHash: `kept ${n}`, path: "/ideas/new", fields: {}, createdAt: NOW - (n % 23) * HOUR })),
  );
  await insert(
    tx,
    mails,
    times(PEOPLE, (n) => mail(fans[n % fans.length], n)),
  );
}

const mail = (memberId: MemberId | undefined, n: number) => ({
  ...{ memberId, address: "fan@example.org", kind: "reply", subject: "A reply", text: "" },
  ...{ createdAt: NOW - n * HOUR, expiresAt: NOW - n * HOUR + 3 * DAY, nextAt: NOW - n * HOUR },
  sentAt: n < 30 ? null : NOW - n * HOUR,
});
