import type { AnchorHTMLAttributes, ButtonHTMLAttributes, ReactNode } from "react";
import "./button.css";

interface Look {
  /** go: the one thing to do here; quiet: beside others; danger: it takes something from somebody. */
  look?: "plain" | "go" | "quiet" | "danger";
  wide?: boolean;
}

const classOf = ({ look = "plain", wide }: Look): string =>
  ["button", look !== "plain" && `button--${look}`, wide && "button--wide"].filter(Boolean).join(" ");

/** Something to press. */
export const Button = ({ look, wide, ...rest }: Look & ButtonHTMLAttributes<HTMLButtonElement>): ReactNode => (
  <button type="submit" className={classOf({ ...(look && { look }), ...(wide && { wide }) })} {...rest} />
);

/** A link that looks like something to press. */
export const ButtonLink = ({
  look,
  wide,
  children,
  ...rest
}: Look & AnchorHTMLAttributes<HTMLAnchorElement>): ReactNode => (
  <a className={classOf({ ...(look && { look }), ...(wide && { wide }) })} {...rest}>
    {children}
  </a>
);
