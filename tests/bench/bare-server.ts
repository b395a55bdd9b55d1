// What R measures: node:http and nothing else, answering one page that was compressed beforehand.
import { randomBytes } from "node:crypto";
import { createServer } from "node:http";

const page = randomBytes(30 * 1024); // as brotli leaves it: bytes without a pattern
const server = createServer((_request, response) => {
  response.writeHead(200, {
    "Content-Type": "text/html; charset=utf-8",
    "Content-Encoding": "br",
    "Content-Length": page.length,
  });
  response.end(page);
});
server.listen(0, "127.0.0.1", () => process.send?.(server.address()));
process.on("disconnect", () => process.exit()); // whoever started it is gone
