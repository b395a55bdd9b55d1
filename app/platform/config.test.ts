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
    const proxies = (text: string) => readConfig(environment({ CANYU_PROXIES: text })).proxies;
    expect(proxies("")).toEqual(["127.0.0.1", "::1"]);
    expect(proxies("10.0.0.7, 2001:db8::7")).toEqual(["10.0.0.7", "2001:db8::7"]);
    expect(proxies("none")).toEqual([]);
    for (const wrong of ["10.0.0.0/8", "10.0.0.7,", "none,10.0.0.7"]) expect(() => proxies(wrong)).toThrow("PROXIES");
    const shown = describeConfig(environment({ CANYU_PROXIES: "none" }));
    expect(shown).toContainEqual({ name: "CANYU_PROXIES", value: "none", isSet: true });
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
