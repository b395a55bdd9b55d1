import { Fragment, type ReactNode } from "react";
import type { Piece } from "./snippet";

/** A text with what was searched for marked. */
export const Marks = ({ pieces }: { pieces: readonly Piece[] }): ReactNode =>
  pieces.map(({ text, isMarked }, n) => (isMarked ? <mark key={n}>{text}</mark> : <Fragment key={n}>{text}</Fragment>));
