import type { ServedPicture } from "./pictures.server";

// An hour, not for ever: what a moderator hides must go from browsers, too.
const PUBLIC = "public, max-age=3600";

/** The picture as nothing but a picture; nothing at all for whoever has it. */
export function pictureAnswer(request: Request, name: string, { bytes, tag, isPublic }: ServedPicture): Response {
  const headers = {
    "Cache-Control": isPublic ? PUBLIC : "private, no-store",
    ETag: tag,
  };
  const known = (request.headers.get("If-None-Match") ?? "").split(",").map((one) => one.trim().replace(/^W\//, ""));
  if (isPublic && known.includes(tag)) return new Response(null, { status: 304, headers });
  return new Response(new Uint8Array(bytes), {
    headers: {
      ...headers,
      "Content-Type": "image/webp",
      "Content-Length": String(bytes.length),
      "Content-Disposition": `inline; filename="${name}"`,
      "Content-Security-Policy": "default-src 'none'; sandbox",
    },
  });
}
