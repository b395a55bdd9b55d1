import { useFetcher } from "@remix-run/react";
import type { ReactNode } from "react";
import { answerRefused } from "~/web/refusal";

interface WishButtonProps {
  className: string;
  action: string;
  /** What is wished when it is pressed. */
  wish: string;
  /** Absent: it does something, and is nothing that stays pressed. */
  isPressed?: boolean;
  children: ReactNode;
}

/** A form of one button, that says what is wished. */
export function WishButton({ className, action, wish, isPressed, children }: WishButtonProps): ReactNode {
  const fetcher = useFetcher();
  const refused = answerRefused(fetcher);
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
