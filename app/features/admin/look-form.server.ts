import { Refused } from "~/platform/refusals";
import { fileOf, oneOf, optional, readForm, typedOf } from "~/web/form.server";
import type { Store } from "~db/store.ts";
import { changeAccent, changeFooter, changeLogo, removeLogo } from "./look.server";
import { FOOTER_PLACES } from "./rules";

/** Does what one of the forms of `/admin/look` asks for; each says which by `act`. */
export async function takeLookForm(db: Store, dataFolder: string, request: Request): Promise<void> {
  const { act } = await typedOf(request);
  if (act === "accent") {
    const { accent } = await readForm(request, { act: optional, accent: optional });
    await changeAccent(db, accent);
  } else if (act === "footer") {
    await changeFooter(db, await footerIn(request));
  } else if (act === "logo") {
    await readForm(request, { act: optional });
    await changeLogo(db, dataFolder, await fileOf(request, "logo"));
  } else if (act === "no-logo") {
    await readForm(request, { act: oneOf("no-logo") });
    await removeLogo(db, dataFolder);
  } else {
    throw new Refused("form.unknown.field");
  }
}

async function footerIn(request: Request): Promise<Array<{ text: string; href: string }>> {
  const names = FOOTER_PLACES.flatMap((n) => [`text${n}`, `href${n}`]);
  const typed = await readForm(request, {
    act: optional,
    ...Object.fromEntries(names.map((name) => [name, optional])),
  });
  const words = new Map<string, string>(Object.entries(typed));
  return FOOTER_PLACES.map((n) => ({ text: words.get(`text${n}`) ?? "", href: words.get(`href${n}`) ?? "" }));
}
