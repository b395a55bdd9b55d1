import { useFetcher } from "@remix-run/react";
import { type ReactNode, useEffect, useRef } from "react";
import { answerRefused } from "~/web/refusal";

interface WishButtonProps {
  className: string;
  action: string;
  /** What is wished when it is pressed. */
  wish: string;
  /** Absent: it does something, and is nothing that stays pressed. */
  isPressed?: boolean;
  /** Hears when it was done, not when it was refused. */
  onDone?: () => void;
  children: ReactNode;
}

/** A form of one button, that says what is wished. */
export function WishButton({ className, action, wish, isPressed, onDone, children }: WishButtonProps): ReactNode {
  const fetcher = useFetcher();
  const refused = answerRefused(fetcher);
  const isSent = useRef(false);
  const isIdle = fetcher.state === "idle";
  // An effect, because only the answer tells whether it was done.
  useEffect(() => {
    if (isIdle && isSent.current && !refused) onDone?.();
    isSent.current = !isIdle;
  }, [isIdle, refused, onDone]);
  return (
    <fetcher.Form method="post" action={action}>
      <button type="submit" className={className} name="wish" value={wish} aria-pressed={isPressed}>
        {children}
      </button>
      {refused && (
        <p className="comment__why" role="alert">
          {refused.refusal.sentence}
        </p>
      )}
    </fetcher.Form>
  );
}
