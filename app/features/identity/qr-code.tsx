import type { ReactNode } from "react";
import type { Qr } from "./two-step.server";
import "./account.css";

/** A QR code, dark on light whatever the page's colours: phones read no other. */
export const QrCode = ({ qr: { size, path }, label }: { qr: Qr; label: string }): ReactNode => (
  <svg className="qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label} shapeRendering="crispEdges">
    <path d={path} fill="currentColor" />
  </svg>
);
