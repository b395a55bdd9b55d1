import { once } from "node:events";
import type { RequestListener, Server } from "node:http";
import { connect, type Socket } from "node:net";
import { promisify } from "node:util";
import { afterEach, describe, expect, test, vi } from "vitest";
import { PATIENCE, type Patience, patientServer } from "./patience.server";

const QUICK: Patience = { ...PATIENCE, headers: 100, body: 100, look: 20 };
const servers: Server[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

async function listening(app: RequestListener, patience = QUICK): Promise<() => Socket> {
  const server = patientServer(app, "https://ideas.example.com", patience).listen(0, "127.0.0.1");
  servers.push(server);
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  return () => connect(port, "127.0.0.1").on("error", () => {}); // cut off in the middle of sending
}

/** What comes back over a connection until it ends. */
async function answerTo(socket: Socket, ...sent: string[]): Promise<string> {
  let heard = "";
  socket.on("data", (piece) => {
    heard += piece.toString();
  });
  for (const piece of sent) socket.write(piece);
  await once(socket, "close");
  return heard;
}

/** Reads the whole body, then says how long it was. Tells what became of the request. */
function reading(): { app: RequestListener; ends: string[] } {
  const ends: string[] = [];
  const app: RequestListener = (request, response) => {
    let length = 0;
    request.on("data", (piece: Buffer) => {
      length += piece.length;
    });
    request.on("end", () => response.end(String(length)));
    request.on("close", () => ends.push(request.complete ? "whole" : "cut"));
  };
  return { app, ends };
}

const post = (...headers: string[]): string => ["POST / HTTP/1.1", "Host: x", ...headers, "", ""].join("\r\n");
const SAFE = [
  "X-Content-Type-Options: nosniff",
  "Content-Security-Policy: default-src 'none'",
  "Cache-Control: no-store",
];

describe("somebody who sends slowly", () => {
  test("is cut off while they still send headers, with an answer that has all of ours", async () => {
    const open = await listening(reading().app);
    const answer = await answerTo(open(), "GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ");
    expect(answer).toMatch(/^HTTP\/1\.1 408 Request Timeout\r\n/);
    for (const header of [...SAFE, "Strict-Transport-Security: max-age=31536000"]) expect(answer).toContain(header);
  });

  test("is cut off in the middle of a form, whatever length it said, and its reader hears of it", async () => {
    const { app, ends } = reading();
    const open = await listening(app);
    for (const length of ["Content-Length: 50000000", "Content-Length: 20", "Transfer-Encoding: chunked"])
      expect(await answerTo(open(), post(length), "5\r\nhalf")).toMatch(/^HTTP\/1\.1 408 /);
    expect(ends).toEqual(["cut", "cut", "cut"]);
  });

  test("is cut off without another word when the answer had begun", async () => {
    const open = await listening((_, response) => {
      response.writeHead(413, { "Content-Length": 9 });
      response.write("too");
    });
    const answer = await answerTo(open(), post("Content-Length: 20"), "half");
    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
    expect(answer).not.toContain("408");
  });

  test("may take long over a large body that keeps coming", async () => {
    const { app, ends } = reading();
    const open = await listening(app, { ...QUICK, bytesPerSecond: 1_000 });
    const patient = open();
    patient.write(post("Content-Length: 100010"));
    patient.write("x".repeat(100_000)); // a hundred seconds' worth
    await answerTo(open(), post("Content-Length: 10"), "half"); // who came later with less is cut
    expect(ends).toEqual(["cut"]);
    patient.write("x".repeat(10));
    const [answer] = await once(patient, "data");
    expect(String(answer)).toMatch(/200 OK[\s\S]*100010$/);
    patient.destroy();
  });
});

describe("silence", () => {
  const short = { ...QUICK, silence: 100 };

  test("ends a connection whose answer nobody takes", async () => {
    const open = await listening((_, response) => response.end("x".repeat(50_000_000)), short);
    const silent = open();
    silent.pause();
    silent.write("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
    const [server] = servers;
    const connections = () => promisify(server?.getConnections.bind(server) ?? (() => {}))();
    await vi.waitFor(async () => expect(await connections()).toBe(1));
    await vi.waitFor(async () => expect(await connections()).toBe(0), 5_000);
    silent.destroy();
  });

  test("of ours ends none: who waits for an answer gets it", async () => {
    const open = await listening((_, response) => void setTimeout(() => response.end("at last"), 500), short);
    const patient = open();
    patient.write("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
    const [answer] = await once(patient, "data");
    expect(String(answer)).toContain("at last");
    patient.destroy();
  });
});

describe("what is no HTTP", () => {
  test("is answered 400, and too many headers 431, with all of ours", async () => {
    const open = await listening(reading().app);
    const both = post("Content-Length: 3", "Transfer-Encoding: chunked");
    const twice = post("Content-Length: 3", "Content-Length: 4");
    for (const nonsense of ["hello there\r\n\r\n", both, twice, "GET / HTTP/1.1\r\n\r\n", post("Content-Length: -1")]) {
      const answer = await answerTo(open(), nonsense);
      expect(answer).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/);
    }
    const answer = await answerTo(open(), `GET / HTTP/1.1\r\nX-Long: ${"x".repeat(20_000)}\r\n\r\n`);
    expect(answer).toMatch(/^HTTP\/1\.1 431 /);
    for (const header of SAFE) expect(answer).toContain(header);
  });

  test("behind a form that said less than it sent is no part of it, and ends the connection", async () => {
    const open = await listening(reading().app);
    const answer = await answerTo(open(), `${post("Content-Length: 3")}abcdefgh\r\n\r\n`);
    expect(answer).toMatch(/HTTP\/1\.1 400 Bad Request\r\n/);
    expect(answer).not.toContain("200 OK");
  });
});
