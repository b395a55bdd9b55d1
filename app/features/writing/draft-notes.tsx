import { useFetchers, useNavigation } from "@remix-run/react";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { moment, timeOfDay } from "~/platform/i18n/date";
import { useSpeech, useT } from "~/platform/i18n/speech";
import { glance } from "~/platform/text";
import { Button } from "~/ui/button";
import { discard } from "./draft-post";
import { DraftSaver, type Keeping } from "./draft-saver";
import { fieldsOf, isTouched, isWritten } from "./form-fields";
import { readLocal } from "./local-drafts";
import { RestoredNote } from "./restored-note";
import { type Draft, type KnownDraft, wordsOf } from "./rules";
import { type Waiting, waiting } from "./waiting";
import "./drafts.css";

export interface DraftNotesProps {
  form: HTMLFormElement;
  place: string;
  meId: number | null;
  found: readonly Draft[] | null;
  restored: Draft | null;
  /** Hears which draft the form goes on with. */
  onDraft(known: KnownDraft | null): void;
}

const GLANCE = 60;
const NOTHING: Keeping = { known: null, at: null, trouble: null, others: [] };

type Offer = { is: "restored"; at: number } | { is: "discarded"; fields: Draft["fields"] } | null;

/** What there is to say about what is kept of a form, and what to choose from. */
export function DraftNotes(props: DraftNotesProps): ReactNode {
  const { form, place, meId, onDraft } = props;
  const [keeping, setKeeping] = useState(NOTHING);
  const [offer, setOffer] = useState<Offer>(props.restored && { is: "restored", at: props.restored.at });
  const saver = useSaver(props, setKeeping, setOffer);
  useEffect(() => onDraft(keeping.known), [keeping.known, onDraft]);
  const throwAway = async (): Promise<void> => {
    const fields = fieldsOf(form);
    await saver.current?.discard();
    setOffer({ is: "discarded", fields });
  };
  const bringBack = (fields: Draft["fields"]): void => {
    saver.current?.write(fields);
    setOffer(null);
  };
  const change = async (other: Draft): Promise<void> => {
    if (!(await saver.current?.keep())) return; // what stands here would be lost
    const mine = saver.current?.current();
    saver.current?.show(other.fields);
    saver.current?.adopt(other, [...(mine ? [mine] : []), ...keeping.others.filter(({ id }) => id !== other.id)]);
    setOffer(null);
  };
  const drop = async (other: Draft): Promise<void> => {
    await discard(other, place).catch(() => {});
    saver.current?.without(other.id);
  };
  return (
    <>
      {offer?.is === "restored" && <RestoredNote at={offer.at} id={null} onDiscard={() => void throwAway()} />}
      {offer?.is === "discarded" && <DiscardedNote onUndo={() => bringBack(offer.fields)} />}
      {keeping.others.map((other) => (
        <OtherNote key={other.id} other={other} onChange={() => void change(other)} onDrop={() => void drop(other)} />
      ))}
      <State keeping={keeping} isVisitor={meId === null} />
    </>
  );
}

/** Keeps the form, from the moment that what waited for it stands there. */
function useSaver(
  { form, place, meId, found, restored }: DraftNotesProps,
  tell: (keeping: Keeping) => void,
  offer: (offer: Offer) => void,
) {
  const saver = useRef<DraftSaver | null>(null);
  // An effect, because it listens to a form that another component draws. Once a form: what was found is for its beginning.
  useEffect(() => {
    const keeper = new DraftSaver(form, place, meId, tell);
    saver.current = keeper;
    const local = meId === null ? readLocal(place, null) : null;
    if (local && !isWritten(form)) {
      keeper.show(local.fields);
      offer({ is: "restored", at: local.at });
    }
    const begin = (waits: Waiting): void => {
      const at = open(form, keeper, waits, restored);
      if (at !== null) offer({ is: "restored", at });
    };
    const stop = keeper.listen();
    waiting(place, meId, found).then(begin, () => begin({ drafts: found ?? [], moved: null, refused: null }));
    return stop;
  }, [form, place, meId]);
  useReturn(() => saver.current?.stay());
  return saver;
}

// Brings what waits into a form nobody has typed in yet; returns when its words were left, null when the page has them.
function open(form: HTMLFormElement, saver: DraftSaver, waits: Waiting, restored: Draft | null): number | null {
  const { drafts, moved, refused } = waits;
  const isTyped = isTouched(form);
  const isFree = !isTyped && (restored !== null || !isWritten(form));
  if (isFree && refused) {
    saver.hold(refused.local, refused.why, beside(drafts, refused.local.known));
    return refused.local.at;
  }
  if (refused) saver.spare();
  const mine = (isFree && moved) || (restored ?? (isFree ? drafts[0] : undefined));
  if (mine && mine !== restored) saver.show(mine.fields);
  saver.adopt(mine, beside(drafts, mine));
  if (isTyped) void saver.keep();
  return mine && mine !== restored ? mine.at : null;
}

// Also another version of the same: a window that went on with it.
const beside = (drafts: readonly Draft[], known: KnownDraft | null = null): Draft[] =>
  drafts.filter(({ id, version }) => id !== known?.id || version !== known.version);

/** Calls when something that was sent has come back, and this form is still there. */
function useReturn(stay: () => void): void {
  const isIdle = [useNavigation(), ...useFetchers()].every(({ state }) => state === "idle");
  useEffect(() => {
    if (isIdle) stay();
  }, [isIdle]);
}

function DiscardedNote({ onUndo }: { onUndo: () => void }): ReactNode {
  const t = useT();
  return (
    <div className="draft-note" role="status">
      <span>{t("writing.discarded")}</span>
      <Button look="quiet" type="button" onClick={onUndo}>
        {t("writing.undo")}
      </Button>
    </div>
  );
}

function OtherNote({ other, onChange, onDrop }: { other: Draft; onChange(): void; onDrop(): void }): ReactNode {
  const t = useT();
  const { locale, timeZone } = useSpeech();
  const values = { words: glance(wordsOf(other.fields), GLANCE), time: moment(other.at, locale, timeZone) };
  return (
    <div className="draft-note" role="status">
      <span>{t("writing.other", values)}</span>
      <Button look="quiet" type="button" onClick={onChange}>
        {t("writing.other.take")}
      </Button>
      <Button look="quiet" type="button" onClick={onDrop}>
        {t("writing.other.drop")}
      </Button>
    </div>
  );
}

function State({ keeping: { at, trouble }, isVisitor }: { keeping: Keeping; isVisitor: boolean }): ReactNode {
  const t = useT();
  const { locale, timeZone } = useSpeech();
  if (trouble !== null)
    return (
      <p className="draft-state draft-state--bad" role="alert">
        {trouble || t("writing.not.saved")}
      </p>
    );
  if (at === null) return null;
  const time = timeOfDay(at, locale, timeZone);
  return <p className="draft-state">{t(isVisitor ? "writing.saved.here" : "writing.saved", { time })}</p>;
}
