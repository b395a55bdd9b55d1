import type { ReactNode } from "react";
import { useT } from "~/platform/i18n/speech";
import { HEIGHT, type Picture, WIDTH } from "./picture";

/** Who hangs together with whom, as a drawing; what it shows is said in words, too. */
export function AuditPicture({ picture }: { picture: Picture }): ReactNode {
  const t = useT();
  const { dots, lines, size, suspects, neighbours, bridges } = picture;
  const says = t("auditing.picture.says", { suspects, neighbours, bridges });
  return (
    <figure className="audit-picture">
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={says}>
        {lines.map(({ kind, from, to }) => (
          <line
            key={`${kind} ${from.x} ${from.y} ${to.x} ${to.y}`}
            className={`audit-picture__line audit-picture__line--${kind}`}
            {...{ x1: from.x, y1: from.y, x2: to.x, y2: to.y }}
          />
        ))}
        {dots.map(({ id, x, y, isSuspect, name }) =>
          isSuspect ? (
            <g key={id}>
              {/* A corner on top: told apart without colours, too. */}
              <rect
                className="audit-picture__suspect"
                {...{ x: x - size, y: y - size, width: 2 * size, height: 2 * size }}
                transform={`rotate(45 ${x} ${y})`}
              />
              {name && (
                <text className="audit-picture__name" x={x} y={y + size + 16} textAnchor="middle">
                  {name}
                </text>
              )}
            </g>
          ) : (
            <circle key={id} className="audit-picture__neighbour" cx={x} cy={y} r={size - 1} />
          ),
        )}
      </svg>
      <figcaption className="small muted">
        {says} {t("auditing.picture.key")}
      </figcaption>
    </figure>
  );
}
