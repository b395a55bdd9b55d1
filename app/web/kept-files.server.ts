import type { Request, Response } from "express";
import { sayPlainly } from "./headers.server";

const NAME = /^[0-9a-f]{32}\.webp$/;

/** Serves the pictures people sent, from their folder, as nothing but pictures. Their names change with their contents. */
export function keptFiles(folder: string) {
  return (request: Request, response: Response): void => {
    const { name = "" } = request.params;
    const missing = (): void => sayPlainly(response, 404, "not found");
    if (!NAME.test(name)) {
      missing();
      return;
    }
    const headers = {
      "Content-Type": "image/webp",
      "Content-Disposition": `inline; filename="${name}"`,
      "Content-Security-Policy": "default-src 'none'; sandbox",
    };
    response.sendFile(name, { root: folder, maxAge: "365d", immutable: true, headers }, (error) => {
      if (error && !response.headersSent) missing();
    });
  };
}
