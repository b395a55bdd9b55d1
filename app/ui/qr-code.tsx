import type { ReactNode } from "react";
import "./qr-code.css";

interface QrCodeProps {
  /** One path on a square of `size` modules. */
  qr: { size: number; path: string };
  label: string;
}

/** A QR code, dark on light whatever the page's colours: phones read no other. */
export const QrCode = ({ qr: { size, path }, label }: QrCodeProps): ReactNode => (
  <svg className="qr-code" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label} shapeRendering="crispEdges">
    <path d={path} fill="currentColor" />
  </svg>
);
