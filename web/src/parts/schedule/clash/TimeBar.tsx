import { useWords } from '../../../words/words.ts';
import { clockWords, MINUTE } from '../clocks.ts';
import styles from './Clash.module.css';
import { type Clash, shownSpan, type Side, sidesOf } from './clashes.ts';

/** Both items of a clash on one line of time. */
export function TimeBar({ clash }: { clash: Clash }) {
  const { t } = useWords('scheduling');
  const { wanted, planned } = sidesOf(clash);
  const span = shownSpan([wanted, planned]);
  const row = (side: Side, words: string, shape: string | undefined) => (
    <div className={styles.line}>
      <span className={styles.what}>{words}</span>
      <span className={styles.track}>
        <span className={`${styles.bar} ${shape}`} style={place(side, span)} />
      </span>
      <span className="digits">{spanWords(side)}</span>
    </div>
  );
  return (
    <div className={styles.bars}>
      {row(planned, planned.title ?? t('clash.hidden'), styles.planned)}
      {row(wanted, wanted.title ?? t('clash.wanted'), styles.wanted)}
    </div>
  );
}

/** With seconds where minutes say nothing. */
const spanWords = ({ from, until }: Side): string => {
  const seconds = (clock: number) => `${clockWords(clock)}:${String(Math.round(clock) % 60).padStart(2, '0')}`;
  const words = until - from < 10 * MINUTE ? seconds : clockWords;
  return `${words(from)}–${words(until)}`;
};

const place = (side: Side, span: { from: number; until: number }) => {
  const percent = (seconds: number) => `${(100 * seconds) / (span.until - span.from)}%`;
  return { left: percent(side.from - span.from), width: percent(side.until - side.from) };
};
