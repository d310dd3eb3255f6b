import { useWords } from '../../words/words.ts';
import styles from './Schedule.module.css';

/** What the shapes of the grid mean. */
export function Legend({ hasMarks, hasNow }: { hasMarks: boolean; hasNow: boolean }) {
  const { t } = useWords('schedule');
  const shapes = ['solid', 'outlined', 'gap', 'night'] as const;
  return (
    <ul className={styles.legend} aria-label={t('legend.label')}>
      {[...shapes, ...(hasMarks ? (['marked'] as const) : []), ...(hasNow ? (['now'] as const) : [])].map((shape) => (
        <li key={shape}>
          <span className={`${styles.sample} ${styles[shape]}`} aria-hidden /> {t(`legend.${shape}`)}
        </li>
      ))}
    </ul>
  );
}
