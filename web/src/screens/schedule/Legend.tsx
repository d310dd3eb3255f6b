import type { ReactNode } from 'react';
import { useWords } from '../../words/words.ts';
import styles from './Schedule.module.css';

interface Props {
  hasMarks: boolean;
  hasNow: boolean;
  hasQuiet: boolean;
  /** At its end. */
  children: ReactNode;
}

/** What the shapes of the grid mean. */
export function Legend({ hasMarks, hasNow, hasQuiet, children }: Props) {
  const { t } = useWords('schedule');
  const shapes = [
    ...(['solid', 'outlined', 'gap'] as const),
    ...(hasQuiet ? (['off'] as const) : []),
    'night' as const,
    ...(hasMarks ? (['marked'] as const) : []),
    ...(hasNow ? (['now'] as const) : []),
  ];
  return (
    <ul className={styles.legend} aria-label={t('legend.label')}>
      {shapes.map((shape) => (
        <li key={shape}>
          <span className={`${styles.sample} ${styles[shape]}`} aria-hidden /> {t(`legend.${shape}`)}
        </li>
      ))}
      <li>{children}</li>
    </ul>
  );
}
