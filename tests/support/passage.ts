import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { onTestFinished } from "vitest";

/** A way to a database that can be blocked. It is taken away with its test. */
export interface Passage {
  /** The database's address by this way. */
  url: string;
  /** Cuts what goes through; from then on takes connections and says nothing. */
  fallSilent(): void;
  /** How many stand in it. */
  waiting(): number;
  /** Cuts what goes through; from then on ends each connection at once. */
  refuse(): void;
  /** How many were. */
  refused(): number;
}

export async function openPassage(url: string): Promise<Passage> {
  const target = new URL(url);
  const sockets = new Set<Socket>();
  let state: "open" | "silent" | "refusing" = "open";
  let refused = 0;
  const kept = (socket: Socket): Socket => {
    sockets.add(socket.on("error", () => {}).on("close", () => sockets.delete(socket)));
    return socket;
  };
  const server = createServer((here) => {
    kept(here);
    if (state === "refusing") {
      refused++;
      return void here.destroy();
    }
    if (state === "silent") return void here.resume(); // or nobody would notice that the other end is gone
    const there = kept(connect(Number(target.port), target.hostname));
    here.on("close", () => there.destroy()).pipe(there);
    there.on("close", () => here.destroy()).pipe(here);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const way = new URL(url);
  way.host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const cut = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  onTestFinished(() => {
    server.close();
    cut();
  });
  return {
    url: way.href,
    fallSilent() {
      state = "silent";
      cut();
    },
    waiting: () => sockets.size,
    refuse() {
      state = "refusing";
      cut();
    },
    refused: () => refused,
  };
}
