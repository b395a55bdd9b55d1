import type { ReactNode } from "react";
import { useSpeech, useT } from "~/platform/i18n/speech";
import { Notice, StandingNotice } from "~/ui/notice";
import { bytesText } from "./amounts";
import type { Ill, Signs } from "./rules";

interface VerdictProps extends Pick<Signs, "disk"> {
  ills: readonly Ill[];
}

/** First of all: whether all is well, or what is wrong and what to do about it. */
export function Verdict({ ills, disk }: VerdictProps): ReactNode {
  const t = useT();
  const { locale } = useSpeech();
  if (ills.length === 0) return <Notice tone="good">{t("watching.well")}</Notice>;
  const free = bytesText(disk?.free ?? 0, locale);
  return (
    <div className="ills">
      {ills.map(({ name, count }) => (
        <StandingNotice key={name}>
          {t(`watching.ill.${name}`, { free, count })}
          {name === "mails" && (
            <>
              {" "}
              <a className="link" href="/admin/mail">
                {t("watching.mails.see")}
              </a>
            </>
          )}
        </StandingNotice>
      ))}
    </div>
  );
}
