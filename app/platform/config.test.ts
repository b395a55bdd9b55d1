import { describe, expect, test } from "vitest";
import { ConfigMistaken, describeConfig, readConfig } from "./config.server";

const environment = (more: Record<string, string>): NodeJS.ProcessEnv => ({ NODE_ENV: "test", ...more });

describe("the configuration", () => {
  test("works with nothing set, and with empty settings", () => {
    expect(readConfig(environment({ PORT: "" }))).toMatchObject({
      port: 3000,
      host: "127.0.0.1",
      origin: "http://localhost:3000",
    });
  });

  test("names everything that is wrong at once", () => {
    const wrong = {
      PORT: "abc",
      CANYU_ORIGIN: "https://x.example/",
      CANYU_PROXIES: "127.0.0.1,proxy.example",
      DATABASE_URL: "mysql://x",
      CANYU_SMTP: "http://mail.example",
      CANYU_MAIL_FROM: "nobody",
      CANYU_LOG: "loud",
    };
    try {
      readConfig(environment(wrong));
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(ConfigMistaken);
      expect(error).toMatchObject({
        mistakes: [
          ...["PORT", "CANYU_ORIGIN", "CANYU_PROXIES", "DATABASE_URL"],
          ...["CANYU_SMTP", "CANYU_MAIL_FROM", "CANYU_LOG"],
        ],
      });
    }
  });

  test("knows a mail server with the address mails come from, and asks for both", () => {
    const smtp = "smtps://ann:s%40cret@mail.example";
    const from = "Canyu <canyu@example.com>";
    expect(readConfig(environment({ CANYU_SMTP: smtp, CANYU_MAIL_FROM: from })).smtp).toEqual({ url: smtp, from });
    expect(readConfig(environment({ CANYU_MAIL_FROM: "canyu@example.com" })).smtp).toBeNull();
    expect(() => readConfig(environment({ CANYU_SMTP: smtp }))).toThrow("CANYU_MAIL_FROM");
    for (const url of ["smtp://", "mail.example", "smtp://mail example"])
      expect(() => readConfig(environment({ CANYU_SMTP: url, CANYU_MAIL_FROM: from }))).toThrow("CANYU_SMTP");
  });

  test("believes proxies on this machine, those that are named, or none", () => {
    const proxies = (text: string, origin = "") =>
      readConfig(environment({ CANYU_PROXIES: text, CANYU_ORIGIN: origin })).proxies;
    expect(proxies("", "https://ideas.example.com")).toEqual(["127.0.0.1", "::1"]);
    for (const here of ["", "http://localhost:3000", "http://127.0.0.1:4000", "http://[::1]:3000"])
      expect(proxies("", here)).toEqual([]); // nobody stands before it: who says so made it up
    expect(proxies("127.0.0.1", "http://localhost:3000")).toEqual(["127.0.0.1"]);
    expect(proxies("10.0.0.7, 2001:db8::7")).toEqual(["10.0.0.7", "2001:db8::7"]);
    expect(proxies("none")).toEqual([]);
    for (const wrong of ["10.0.0.0/8", "10.0.0.7,", "none,10.0.0.7"]) expect(() => proxies(wrong)).toThrow("PROXIES");
    const shown = describeConfig(environment({ CANYU_PROXIES: "none" }));
    expect(shown).toContainEqual({ name: "CANYU_PROXIES", value: "none", isSet: true });
  });

  test("limits as a host says, and stops limiting only for a site at localhost", () => {
    const limits = (more: Record<string, string>) => readConfig(environment(more)).limits;
    expect(limits({})).toMatchObject({
      CANYU_LIMIT_READS: { points: 200, duration: 60 },
      CANYU_LIMIT_VISITOR_READS: { points: 600, duration: 60 },
      CANYU_LIMIT_WRITES: { points: 30, duration: 60 },
      CANYU_LIMIT_PASSWORDS: { points: 10, duration: 15 * 60 },
      CANYU_LIMIT_SIGN_INS: { points: 30, duration: 60 },
      CANYU_LIMIT_REGISTRATIONS: { points: 20, duration: 3_600 },
      CANYU_LIMIT_RESETS: { points: 3, duration: 3_600 },
    });
    expect(limits({ CANYU_LIMIT_READS: "5/20s" }).CANYU_LIMIT_READS).toEqual({ points: 5, duration: 20 });
    for (const wrong of ["200", "200/1", "0/1m", "1/0m", "200/1d", "-1/1m", "200 / 1m", "none", "1e3/1m", "OFF"])
      expect(() => limits({ CANYU_LIMIT_READS: wrong })).toThrow("CANYU_LIMIT_READS");
    for (const origin of ["", "http://localhost:3000", "http://127.0.0.1:3000", "http://[::1]:3000"])
      expect(limits({ CANYU_LIMIT_READS: "off", CANYU_ORIGIN: origin }).CANYU_LIMIT_READS).toBeNull();
    for (const origin of ["https://ideas.example.com", "http://192.168.1.5:3000", "http://localhost.example.com"])
      expect(() => limits({ CANYU_LIMIT_READS: "off", CANYU_LIMIT_STEPS: "off", CANYU_ORIGIN: origin })).toThrow(
        "CANYU_LIMIT_READS, CANYU_LIMIT_STEPS",
      );
    const shown = describeConfig(environment({ CANYU_LIMIT_READS: "off", CANYU_LIMIT_WRITES: "90/90s" }));
    const values = Object.fromEntries(shown.map(({ name, value }) => [name, value]));
    expect(values).toMatchObject({ CANYU_LIMIT_READS: "off", CANYU_LIMIT_WRITES: "90/90s" });
    expect(values).toMatchObject({ CANYU_LIMIT_PASSWORDS: "10/15m", CANYU_LIMIT_RESETS: "3/1h" });
  });

  test("says from where on votes are looked at, and refuses what can't be", () => {
    const audits = (more: Record<string, string>) => readConfig(environment(more)).audits;
    expect(audits({})).toEqual({
      ...{ CANYU_AUDIT_FIRST_IDEAS: 50, CANYU_AUDIT_ONE_SEED: 0.35 },
      ...{ CANYU_AUDIT_LIKENESS: 0.8, CANYU_AUDIT_PAIR_VOTES: 5 },
      ...{ CANYU_AUDIT_CLOSE_MINUTES: 5, CANYU_AUDIT_CLOSE_SHARE: 0.8 },
      ...{ CANYU_AUDIT_BURST_VOTES: 20, CANYU_AUDIT_BURST_Z: 4 },
      ...{ CANYU_AUDIT_CROWD: 50, CANYU_AUDIT_LIGHT_SHARE: 0.6, CANYU_AUDIT_ENTRY_GROUPS: 3 },
    });
    expect(audits({ CANYU_AUDIT_LIKENESS: "0.9", CANYU_AUDIT_CROWD: "" })).toMatchObject({
      ...{ CANYU_AUDIT_LIKENESS: 0.9, CANYU_AUDIT_CROWD: 50 },
    });
    for (const wrong of ["0", "-0.5", "1.01", "80", "80%", "0,8", "off"])
      expect(() => audits({ CANYU_AUDIT_LIKENESS: wrong })).toThrow("CANYU_AUDIT_LIKENESS");
    for (const wrong of ["0", "1", "2.5", "20 votes", "10001", "Infinity"])
      expect(() => audits({ CANYU_AUDIT_BURST_VOTES: wrong })).toThrow("CANYU_AUDIT_BURST_VOTES");
    expect(describeConfig(environment({ CANYU_AUDIT_BURST_Z: "3.5" }))).toEqual(
      expect.arrayContaining([
        { name: "CANYU_AUDIT_BURST_Z", value: "3.5", isSet: true },
        { name: "CANYU_AUDIT_ONE_SEED", value: "0.35", isSet: false },
      ]),
    );
  });

  test("is shown with its sources, passwords masked", () => {
    const shown = describeConfig(
      environment({
        DATABASE_URL: "postgres://ann:secret@db.example/canyu",
        CANYU_SMTP: "smtp://ann:the@secret@mail.example:587",
        CANYU_MAIL_FROM: "canyu@example.com",
      }),
    );
    expect(JSON.stringify(shown)).not.toContain("secret");
    expect(shown.find(({ name }) => name === "DATABASE_URL")).toMatchObject({
      value: "postgres://ann:***@db.example/canyu",
      isSet: true,
    });
    expect(shown.find(({ name }) => name === "PORT")).toMatchObject({ isSet: false });
  });
});
