import type { ReactNode } from "react";
import { useT } from "~/platform/i18n/speech";
import { Choice } from "~/ui/field";
import type { BatchView, FileView } from "./batch-view.server";
import { SOURCE_NAMES } from "./rules";
import { DELIMITERS, nameOf } from "./sources/dialects";
import { encodingNames } from "./sources/encodings";

/** What the file is, and, of a table, how it is written: found, unless somebody says otherwise. */
export function DialectFields({ batch, table }: { batch: BatchView; table: FileView["table"] }): ReactNode {
  const t = useT();
  const { encoding, delimiter, quotes } = batch.reading;
  const found = (what: string | undefined): string => (what ? t("import.found", { what }) : t("import.found.itself"));
  return (
    <>
      <Choice label={t("import.source")} name="source" defaultValue={batch.source ?? "csv"}>
        {SOURCE_NAMES.map((name) => (
          <option key={name} value={name}>
            {t(`import.source.${name}`)}
          </option>
        ))}
      </Choice>
      {batch.source === "csv" && (
        <div className="import__pair">
          <Choice label={t("import.encoding")} name="encoding" defaultValue={encoding === "gb18030" ? "gbk" : encoding}>
            <option value="">{found(encoding ? undefined : labelOf(table?.encoding))}</option>
            {encodingNames.map((name) => (
              <option key={name} value={name}>
                {labelOf(name)}
              </option>
            ))}
          </Choice>
          <Choice label={t("import.delimiter")} name="delimiter" defaultValue={delimiter === "\t" ? "tab" : delimiter}>
            <option value="">{found(delimiter ? undefined : shown(table?.delimiter))}</option>
            {DELIMITERS.map(nameOf).map((name) => (
              <option key={name} value={name}>
                {shown(name)}
              </option>
            ))}
          </Choice>
          <Choice label={t("import.quotes")} name="quotes" defaultValue={quotes === false ? "no" : ""}>
            <option value="">{t(table && !table.quotes ? "import.quotes.found.none" : "import.quotes.found")}</option>
            <option value="no">{t("import.quotes.none")}</option>
          </Choice>
        </div>
      )}
    </>
  );
}

const labelOf = (encoding: string | undefined): string | undefined =>
  encoding === "gb18030"
    ? "GBK"
    : encoding?.replace("windows", "Windows").replace(/^(?:utf|gbk)/, (name) => name.toUpperCase());

const shown = (delimiter: string | undefined): string | undefined =>
  delimiter === "tab" ? "Tab" : delimiter === "\n" ? undefined : delimiter;
