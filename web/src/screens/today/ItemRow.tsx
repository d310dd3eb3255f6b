import type { ReactNode } from 'react';
import { StateMark } from '../../parts/StateMark.tsx';
import { useMe } from '../../session/me.tsx';
import { UnstyledButton } from '../../ui/core.ts';
import { capital, dayAt, momentWords, timeAt } from '../../words/formats.ts';
import { useWords } from '../../words/words.ts';
import type { Day, Reason } from './queries.ts';
import { type KnownItem, sayable, shapeOf, type Standing, standingOf, type Word } from './standing.ts';
import styles from './Today.module.css';
import { reasonWords, useSaidWords } from './said-words.ts';

interface Props {
  known: KnownItem;
  day: Day;
  now: number;
  reasons: readonly Reason[] | undefined;
  onOpen: () => void;
}

/** One broadcast: when, what, what became of it; what the device reports and what a person says stay two lines. */
export function ItemRow({ known, day, now, reasons, onOpen }: Props) {
  const { item, word } = known;
  const standing = standingOf(known, now);
  const stateWords = useStandingWords(standing, known, day, reasons);
  const wordLine = useWordLine(word, day, reasons);
  const isOpen = day.mayConfirm && sayable(item, now).length > 0;
  const content = (
    <>
      <span className={`digits ${styles.time}`}>{item.time}</span>
      <span className={styles.mark}>
        <StateMark shape={shapeOf(standing, word)} />
      </span>
      <span className={styles.what}>
        <span className={styles.title}>{item.title}</span>
        <span className={styles.state}>{stateWords}</span>
        {wordLine && (
          <span className={styles.word}>
            {wordLine} {isOpen && <Edit />}
          </span>
        )}
        {item.withdrawn && standing.kind !== 'withdrawn' && (
          <span className={styles.word}>
            <WithdrawnAt at={item.withdrawn.at} timeZone={day.station.timeZone} />
          </span>
        )}
      </span>
    </>
  );
  return isOpen ? <OpenRow onOpen={onOpen}>{content}</OpenRow> : <div className={styles.row}>{content}</div>;
}

function WithdrawnAt({ at, timeZone }: { at: string; timeZone: string }) {
  const { t } = useWords('today');
  return t('standing.withdrawn', { at: timeAt(at, timeZone) });
}

/** Says that the row can be tapped. */
function Edit() {
  const { t } = useWords();
  return <span className={styles.edit}>{t('actions.edit')}</span>;
}

function OpenRow({ onOpen, children }: { onOpen: () => void; children: ReactNode }) {
  return (
    <UnstyledButton className={styles.row ?? ''} data-row onClick={onOpen}>
      {children}
    </UnstyledButton>
  );
}

function useStandingWords(standing: Standing, { item, word }: KnownItem, day: Day, reasons: Props['reasons']): string {
  const { t } = useWords('today');
  switch (standing.kind) {
    case 'proved': {
      const outcome = t(`standing.${standing.outcome}`);
      const reason = reasonWords(item.proof?.reason, reasons);
      const what = reason ? t('withReason', { what: outcome, reason }) : outcome;
      return word ? t('standing.byDevice', { what: lowered(what) }) : what;
    }
    case 'said':
      return t(`standing.${standing.said}`);
    case 'withdrawn':
      return t('standing.withdrawn', { at: timeAt(standing.at, day.station.timeZone) });
    case 'waiting':
      return t(day.mayConfirm || !item.proof ? 'standing.waiting' : 'standing.open');
    default:
      return t(`standing.${standing.kind}`);
  }
}

function useWordLine(word: Word | undefined, { day, station }: Day, reasons: readonly Reason[] | undefined) {
  const { t } = useWords('today');
  const { person } = useMe();
  const saidWords = useSaidWords(reasons);
  if (!word) return undefined;
  const what = saidWords(word);
  const { timeZone } = station;
  const at = dayAt(word.saidAt, timeZone) === day ? timeAt(word.saidAt, timeZone) : momentWords(word.saidAt, timeZone);
  if (word.isUnsent) return t('ownUnsent', { what: capital(what), at });
  return word.who === person.name ? t('ownWord', { what: capital(what), at }) : t('word', { who: word.who, what, at });
}

const lowered = (words: string): string => words.charAt(0).toLocaleLowerCase('vi') + words.slice(1);
