import { randomUUID } from "node:crypto";
import { expect } from "vitest";
import { ADMIN, type Site } from "../support/site";
import { type Book, openBook } from "./book";

const PASSWORD = "another quiet sentence";
const FIRST_IDEAS = 5;
const IDEAS_A_DAY = 2;
const JSON_ONLY = "application/json";
const PAGE = "text/html";

export interface Account {
  name: string;
  cookie: string;
  language: "en" | "zh-CN";
  /** What was sent and not acknowledged: sent again, the same, before anything else. */
  open: Act | null;
  /** How many ideas they have begun to send: so new, they may have two a day. */
  proposed: number;
}

/** One form as somebody sends it. */
export interface Act {
  path: string;
  body: Record<string, string>;
  /** Scripts' answers have the status of a refusal, where a browser without JavaScript is led back. */
  accept: typeof JSON_ONLY | typeof PAGE;
  /** Whoever registers is nobody yet; somebody signed in would be signed out by it. */
  isByStranger?: true;
  isDone(answer: Response): boolean;
  /** Writes down what is now promised to be kept. */
  note(book: Book, answer: Response): void;
}

/** An answer that acknowledged nothing. */
export interface NotDone {
  status: number;
  retryAfter: string | null;
  /** Where it leads; absent where it stays. */
  to: string | null;
  text: string;
  language: Account["language"];
  path: string;
}

/** People who write all at once over real HTTP, each from an address of their own, and the book of what was acknowledged. */
export interface Crowd {
  accounts: readonly Account[];
  book: Book;
  notDone: NotDone[];
  /** All write, one thing after the other each, until told to stop or the site is gone. */
  press(): { stop(): Promise<void> };
  /** Sends again what got no answer, the very same form. */
  sendAgain(): Promise<void>;
  /** Resolves when so many more were acknowledged. */
  after(acknowledged: number): Promise<void>;
  /** One thing more, or again what was not acknowledged. */
  act(account: Account): Promise<boolean>;
  send(account: Account, act: Act): Promise<boolean>;
  get(account: Account, path: string, accept?: string): Promise<Response>;
  post(account: Account, path: string, body: FormData | URLSearchParams, accept?: string): Promise<Response>;
  signIn(account: Account): Promise<void>;
}

/** Sets the site up and lets so many people in. `site` is asked each time: it may have been started again elsewhere. */
export async function openCrowd(site: () => Site, size: number): Promise<Crowd> {
  const book = openBook();
  const notDone: NotDone[] = [];
  const waiting = new Set<{ at: number; reached: () => void }>();
  const accounts: Account[] = Array.from({ length: size }, (_, n) => newAccount(`fan${n}`, n));

  const headers = ({ cookie, language, name }: Account, origin: string, accept: string): Record<string, string> => ({
    ...{ Accept: accept, Cookie: cookie, Origin: origin, Referer: `${origin}/` },
    ...{ "Accept-Language": language, "X-Forwarded-For": addressOf(name) },
  });
  const get: Crowd["get"] = (account, path, accept = PAGE) => {
    const { origin } = site(); // asked once: the next request may go elsewhere
    return fetch(origin + path, { redirect: "manual", headers: headers(account, origin, accept) });
  };
  const post: Crowd["post"] = (account, path, body, accept = PAGE) => {
    const { origin } = site();
    return fetch(origin + path, {
      method: "POST",
      redirect: "manual",
      body,
      headers: headers(account, origin, accept),
    });
  };

  async function send(account: Account, act: Act): Promise<boolean> {
    account.open = act;
    const sender = act.isByStranger ? { ...account, cookie: "" } : account;
    const answer = await post(sender, act.path, new URLSearchParams(act.body), act.accept).catch(() => null);
    if (!answer) return false;
    const text = await answer.text().catch(() => null); // cut in the middle of an answer: its head was one
    if (!act.isDone(answer)) {
      const [retryAfter, to] = [answer.headers.get("Retry-After"), answer.headers.get("Location")];
      const { language } = account;
      notDone.push({ status: answer.status, retryAfter, to, text: text ?? "", language, path: act.path });
      return false;
    }
    account.open = null;
    act.note(book, answer);
    for (const one of waiting) if (book.acknowledged() >= one.at) one.reached();
    return true;
  }

  const act = (account: Account): Promise<boolean> => send(account, account.open ?? nextAct(account, book));

  async function enter(account: Account, path: string, form: Record<string, string>): Promise<void> {
    const answer = await post(account, path, new URLSearchParams(form));
    const [cookie = ""] = answer.headers.getSetCookie().filter((one) => one.startsWith("canyu="));
    account.cookie = cookie.split(";")[0] ?? "";
    expect(account.cookie).not.toBe("");
  }

  async function writing(account: Account, isStopped: () => boolean): Promise<void> {
    while (!isStopped()) {
      const before = notDone.length;
      const isDone = await act(account);
      if (!isDone && notDone.length === before) return; // nobody answers any more
    }
  }

  const admin = { ...newAccount(ADMIN.username, size), cookie: "" };
  await enter(admin, new URL(site().setUpLink).pathname, {
    ...{ name: "橙光社区", board: "手机", ...ADMIN, locale: "zh-CN", timeZone: "UTC", signUp: "open" },
  });
  for (const account of accounts) {
    const { name } = account;
    await enter(account, "/register", { username: name, displayName: name, password: PASSWORD });
    book.people.add(name);
  }
  for (let n = 0; n < FIRST_IDEAS; n++) {
    const account = accounts[n % size] ?? admin;
    account.proposed++;
    expect(await send(account, idea())).toBe(true);
  }

  return {
    ...{ accounts, book, notDone, act, send, get, post },
    press() {
      let isStopped = false;
      const all = Promise.all(accounts.map((account) => writing(account, () => isStopped)));
      return {
        async stop() {
          isStopped = true;
          await all;
        },
      };
    },
    async sendAgain() {
      await Promise.all(accounts.map(async (account) => account.open && send(account, account.open)));
    },
    after: (acknowledged) =>
      new Promise((resolve) => {
        const one = { at: book.acknowledged() + acknowledged, reached: () => {} };
        one.reached = () => {
          waiting.delete(one);
          resolve();
        };
        waiting.add(one);
      }),
    signIn: (account) => enter(account, "/sign-in", { username: account.name, password: PASSWORD }),
  };
}

const newAccount = (name: string, n: number): Account => ({
  ...{ name, cookie: "", language: n % 2 ? "en" : "zh-CN", open: null, proposed: 0 },
});

// A network is counted by its address: everybody has one of their own, as far as a reverse proxy says.
function addressOf(name: string): string {
  const n = [...name].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 2 ** 24, 7);
  return `10.${n >> 16}.${(n >> 8) & 255}.${n & 255}`;
}

/** Mostly votes, often comments, now and then an idea or somebody new. */
function nextAct(account: Account, book: Book): Act {
  const { name } = account;
  const dice = Math.random();
  if (dice < 0.03) return somebodyNew();
  if (dice < 0.1 && account.proposed < IDEAS_A_DAY) {
    account.proposed++;
    return idea();
  }
  return dice < 0.4 ? comment(pick(book.ideas.values())) : vote(pick(book.ideas.values()), name, book);
}

export function pick<T>(from: Iterable<T>): T {
  const all = [...from];
  return all[Math.floor(Math.random() * all.length)] as T;
}

const isLed = (answer: Response, to: RegExp): boolean =>
  answer.status === 302 && to.test(answer.headers.get("Location") ?? "");

export function idea(): Act {
  const words = `It should be better: ${randomUUID()}`;
  return {
    path: "/ideas/new",
    body: { problem: words, board: "1", as: "open", considered: "yes", once: randomUUID() },
    accept: PAGE,
    isDone: (answer) => isLed(answer, /\/ideas\/\d+$/),
    note: (book, answer) => void book.ideas.set(words, Number(/\d+$/.exec(answer.headers.get("Location") ?? "")?.[0])),
  };
}

export function comment(topic: number, words = `I have met that, too: ${randomUUID()}`): Act {
  return {
    path: `/topics/${topic}/comments`,
    body: { text: words, once: randomUUID() },
    accept: PAGE,
    isDone: (answer) => isLed(answer, /#comment-\d+$/),
    note: (book) => void book.comments.add(words),
  };
}

/** The other way round than it stood. */
function vote(topic: number, name: string, book: Book): Act {
  const key = `${topic} ${name}`;
  const wish = book.votes.get(key) === "cast" ? "withdraw" : "cast";
  return {
    path: `/ideas/${topic}/votes`,
    body: { wish, kind: "support" },
    accept: JSON_ONLY,
    isDone: ({ status }) => status === 200,
    note: ({ votes, count }) => {
      votes.set(key, wish);
      count();
    },
  };
}

function somebodyNew(): Act {
  const name = `new${randomUUID().replaceAll("-", "").slice(0, 16)}`;
  return {
    path: "/register",
    isByStranger: true,
    body: { username: name, displayName: name, password: PASSWORD },
    accept: PAGE,
    // Sent again, its name is taken: by what was stored the first time, and not answered.
    isDone: (answer) => isLed(answer, /^\/$/) || answer.status === 422,
    note: (book) => void book.people.add(name),
  };
}
