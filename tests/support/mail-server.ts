import { once } from "node:events";
import { createServer, type Socket } from "node:net";

/** How it answers: takes mails, refuses them, or says nothing at all. */
type Mood = "takes" | "refuses" | "hangs";

export interface MailServer {
  url: string;
  /** The mails it took, as they came over the wire. */
  mails: string[];
  mood: Mood;
  stop(): Promise<void>;
}

/** As much of an SMTP server as a test needs (RFC 5321), on a free port of 127.0.0.1. */
export async function startMailServer(): Promise<MailServer> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => {}).on("close", () => sockets.delete(socket));
    talk(socket, mailServer);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  const mailServer: MailServer = {
    url: `smtp://127.0.0.1:${port}`,
    mails: [],
    mood: "takes",
    async stop() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
  return mailServer;
}

function talk(socket: Socket, server: MailServer): void {
  if (server.mood === "hangs") return;
  let heard = "";
  let mail: string | null = null;
  socket.write("220 fake\r\n");
  socket.on("data", (piece) => {
    heard += piece.toString();
    for (let end = heard.indexOf("\r\n"); end >= 0; end = heard.indexOf("\r\n")) {
      const line = heard.slice(0, end);
      heard = heard.slice(end + 2);
      if (mail === null) mail = answer(socket, server, line);
      else if (line === ".") {
        server.mails.push(mail);
        mail = null;
        socket.write("250 taken\r\n");
      } else mail += `${line}\n`;
    }
  });
}

/** Answers one command; "" when a mail's text follows. */
function answer(socket: Socket, { mood }: MailServer, line: string): string | null {
  const command = line.slice(0, 4).toUpperCase();
  if (command === "RCPT" && mood === "refuses") socket.write("550 nobody here by that name\r\n");
  else if (command === "DATA") socket.write("354 go on\r\n");
  else if (command === "QUIT") socket.end("221 bye\r\n");
  else socket.write("250 fine\r\n");
  return command === "DATA" ? "" : null;
}

/** A mail's text as people read it. */
export function readable(mail: string): string {
  const [head = "", ...body] = mail.split("\n\n");
  const text = body.join("\n\n");
  if (/Content-Transfer-Encoding: base64/i.test(head)) return Buffer.from(text, "base64").toString("utf8");
  if (!/Content-Transfer-Encoding: quoted-printable/i.test(head)) return text;
  const bytes = text
    .replace(/=\n/g, "")
    .replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, "latin1").toString("utf8");
}
