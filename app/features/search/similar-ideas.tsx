import { type ReactNode, useEffect, useRef, useState } from "react";
import { StatusChip } from "~/features/ideas/status-chip";
import { useT } from "~/platform/i18n/speech";
import { Button } from "~/ui/button";
import { Notice } from "~/ui/notice";
import type { SimilarIdea } from "./similar.server";
import "./similar-ideas.css";

type Shown = Pick<SimilarIdea, "id" | "title" | "status" | "supporters" | "isSupported"> & { isOpen: boolean };

/** Ideas like the one somebody is writing, inside its form: its button supports one of them instead. */
export function SimilarIdeas({ ideas }: { ideas: readonly Shown[] }): ReactNode {
  const t = useT();
  if (!ideas.length) return null;
  return (
    <section className="similar" id="similar" aria-label={t("search.similar.title")}>
      <p className="similar__title" role="status">
        {t("search.similar.title")}
      </p>
      <p className="small muted">{t("search.similar.text")}</p>
      <ul>
        {ideas.map((idea) => (
          <li key={idea.id} className="similar__idea">
            <div className="meta">
              <StatusChip status={idea.status} />
              <span className="number">{t("search.hit.supporters", { count: idea.supporters })}</span>
            </div>
            <a className="similar__link" href={`/ideas/${idea.id}`} target="_blank" rel="noreferrer">
              {idea.title}
            </a>
            {idea.isSupported && <span className="small muted">{t("search.similar.supported")}</span>}
            {!idea.isSupported && idea.isOpen && (
              <Button name="support" value={idea.id}>
                {t("search.similar.support")}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Said above the form when it was held back once, or an idea was supported instead. */
export const SimilarNote = ({ isSupported }: { isSupported: boolean }): ReactNode => {
  const t = useT();
  return (
    <div className="similar__note">
      <Notice tone={isSupported ? "good" : "info"}>
        {t(isSupported ? "search.similar.done" : "search.similar.before")}
      </Notice>
    </div>
  );
};

const PAUSE_MS = 400;

/**
 * Looks for similar ideas once somebody pauses; what was asked before and has not come is given up, also when the form's
 * own answer tells of some. Without a fetcher: one that fails takes the page away, and with it what is being written.
 */
export function useSimilar(told: Shown[] | undefined): { ideas: Shown[]; ask(title: string): void } {
  const [ideas, setIdeas] = useState(told ?? []);
  const pause = useRef<ReturnType<typeof setTimeout>>(undefined);
  const asking = useRef<AbortController | null>(null);
  useEffect(() => {
    if (!told) return;
    clearTimeout(pause.current);
    asking.current?.abort();
    setIdeas(told);
  }, [told]);
  const look = async (title: string): Promise<void> => {
    asking.current = new AbortController();
    const { signal } = asking.current;
    try {
      const answer = await fetch(`/search/similar?${new URLSearchParams({ title })}`, { signal });
      const found: { ideas: Shown[] } = await answer.json();
      if (answer.ok) setIdeas(found.ideas);
    } catch {
      // given up, or no network: they are asked for again when the form is sent
    }
  };
  return {
    ideas,
    ask(title) {
      clearTimeout(pause.current);
      asking.current?.abort();
      pause.current = setTimeout(() => void look(title), PAUSE_MS);
    },
  };
}
