import { Form } from "@remix-run/react";
import Handshake from "lucide-react/icons/handshake";
import type { ReactNode } from "react";
import { useT } from "~/platform/i18n/speech";
import type { RefusalCode } from "~/platform/refusals";
import { Button } from "~/ui/button";
import type { MemberId } from "~db/ids.ts";
import "./trust.css";

interface VouchButtonProps {
  memberId: MemberId;
  name: string;
  /** What the reader may do, and how many vouches are left to them. */
  offer: { isMine: boolean; restsUntil: number | null; whyNot: RefusalCode | null; left: number };
}

/** "I know this person", or takes that back. */
export function VouchButton({
  memberId,
  name,
  offer: { isMine, restsUntil, whyNot, left },
}: VouchButtonProps): ReactNode {
  const t = useT();
  return (
    <div className="vouch">
      <Form method="post" action={`/people/${memberId}/vouch`}>
        <Button name="wish" value={isMine ? "withdraw" : "vouch"} aria-pressed={isMine} disabled={whyNot !== null}>
          <Handshake size={18} strokeWidth={1.75} aria-hidden="true" /> {t(isMine ? "trust.vouched" : "trust.vouch")}
        </Button>
      </Form>
      <p className="small muted">
        {isMine && t(restsUntil === null ? "trust.vouched.text" : "trust.vouched.rests", { name })}
        {!isMine && (whyNot ? t(`refusals.${whyNot}`) : t("trust.vouch.text", { count: left }))}
      </p>
    </div>
  );
}
