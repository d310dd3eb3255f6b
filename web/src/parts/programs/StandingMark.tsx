import type { ReactNode } from 'react';
import { Text } from '../../ui/core.ts';
import { useWords } from '../../words/words.ts';
import type { Standing } from './standing.ts';
import styles from './StandingMark.module.css';
import './words.vi.ts';

type Colour = 'upcoming' | 'aired' | 'waiting' | 'failed';

const COLOURS: Record<Standing, Colour> = {
  'awaiting-audio': 'upcoming',
  processing: 'upcoming',
  refused: 'failed',
  cancelled: 'failed',
  waiting: 'waiting',
  approved: 'aired',
  'sent-back': 'failed',
  withdrawn: 'failed',
};

/** A shape for each colour: black and white says the same. */
const SHAPES: Record<Colour, ReactNode> = {
  upcoming: <circle cx="8" cy="8" r="5.5" fill="none" stroke="currentColor" strokeWidth="2" />,
  aired: (
    <>
      <circle cx="8" cy="8" r="7" fill="currentColor" />
      <path d="M4.5 8.2l2.4 2.4 4.6-5" fill="none" stroke="var(--vang-sheet)" strokeWidth="1.8" />
    </>
  ),
  waiting: (
    <>
      <path d="M8 .8L15.2 8 8 15.2.8 8z" fill="currentColor" />
      <path
        d="M6.2 6.6a1.8 1.8 0 1 1 2.6 1.7c-.6.3-.8.6-.8 1.2M8 11v1"
        fill="none"
        stroke="var(--vang-sheet)"
        strokeWidth="1.4"
      />
    </>
  ),
  failed: (
    <>
      <rect x="1.5" y="1.5" width="13" height="13" fill="currentColor" />
      <path d="M5 5l6 6M11 5l-6 6" stroke="var(--vang-sheet)" strokeWidth="1.8" />
    </>
  ),
};

interface Props {
  standing: Standing;
  /** Instead of the word of the standing, e.g. how far the upload is. */
  children?: ReactNode;
}

/** How far a program is: shape, colour and word. */
export function StandingMark({ standing, children }: Props) {
  const { t } = useWords('programs');
  const colour = COLOURS[standing];
  return (
    <span className={styles.mark} style={{ color: `var(--vang-${colour})` }}>
      <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden>
        {SHAPES[colour]}
      </svg>
      <Text component="span" inherit>
        {children ?? t(`standings.${standing}`)}
      </Text>
    </span>
  );
}
