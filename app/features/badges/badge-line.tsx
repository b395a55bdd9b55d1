import type { ReactNode } from "react";
import { useT } from "~/platform/i18n/speech";
import { Chip } from "~/ui/chip";
import { Hexagon } from "./hexagon";
import { useBadgeName } from "./names";
import { type BadgeHue, type BadgeNames, type Counted, isCounted } from "./rules";

export interface AdminBadge extends BadgeNames {
  id: number;
  hue: BadgeHue;
  counted: Counted | null;
  steps: readonly number[];
  isRetired: boolean;
  wearers: number;
}

/** A badge in the administration's list. */
export function BadgeLine({ badge }: { badge: AdminBadge }): ReactNode {
  const t = useT();
  const name = useBadgeName()(badge);
  const { hue, counted, steps, isRetired, wearers } = badge;
  return (
    <span className="badge-line">
      <Hexagon hue={hue} number={counted === null ? null : (steps[0] ?? 1)} />
      <span>
        {name} {isRetired && <Chip tone="new">{t("badges.admin.retired")}</Chip>}
        <span className="muted small badge-line__what">
          <What counted={counted} /> · {t("badges.admin.wearers", { count: wearers })}
        </span>
      </span>
    </span>
  );
}

function What({ counted }: { counted: Counted | null }): ReactNode {
  const t = useT();
  if (counted === null) return t("badges.admin.given");
  return isCounted(counted) ? t(`badges.counted.${counted}`) : <Chip tone="bad">{t("badges.counted.gone")}</Chip>;
}
