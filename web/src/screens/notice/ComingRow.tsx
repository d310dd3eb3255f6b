import { StateMark, type StateShape } from '../../parts/StateMark.tsx';
import { Button } from '../../ui/core.ts';
import { dayWords } from '../../words/formats.ts';
import { codeWord, useWords } from '../../words/words.ts';
import { type ComingNotice, isWaiting } from './coming.ts';
import styles from './Notice.module.css';
import { slotWords } from './use-notice-words.ts';

/** When, what, whether it will be heard; and the way to take it off. */
export function ComingRow({ notice, onWithdraw }: { notice: ComingNotice; onWithdraw: () => void }) {
  const { t } = useWords('notice');
  const { item, local } = notice;
  const { shape, words } = useStanding(notice);
  return (
    <div className={styles.row}>
      <div className={styles.what}>
        <span>
          <span className={`digits ${styles.time}`}>{item.time}</span> {dayWords(local.slice(0, 10))}
        </span>
        <span className={styles.name}>{item.title}</span>
        <span className={styles.state}>
          <StateMark shape={shape} /> {words}
        </span>
      </div>
      <Button
        variant="default"
        size="lg"
        h={48}
        aria-label={t('coming.withdrawThis', { title: item.title, when: slotWords(local) })}
        onClick={onWithdraw}
      >
        {t('coming.withdraw')}
      </Button>
    </div>
  );
}

function useStanding({ item }: ComingNotice): { shape: StateShape; words: string } {
  const { t } = useWords('notice');
  if (isWaiting(item)) return { shape: 'waiting', words: t('coming.waiting') };
  if (item.reason === null) return { shape: 'upcoming', words: t('coming.upcoming') };
  const why = codeWord('BroadcastReason', item.reason);
  return { shape: 'failed', words: t('coming.gap', { why: item.note ? `${why} (${item.note})` : why }) };
}
