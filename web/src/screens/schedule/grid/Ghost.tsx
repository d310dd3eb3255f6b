import { clockWords } from '../../../parts/schedule/clocks.ts';
import { LANE, leftOf, NAME_WIDTH } from './geometry.ts';
import styles from './Grid.module.css';
import type { Drawing } from './use-drawing.ts';

/** Where something that is carried would come to be. */
export interface GhostAt {
  row: number;
  day: number;
  clock: number;
  seconds: number;
}

interface Props {
  ghost: GhostAt;
  drawing: Drawing;
  heights: readonly number[];
}

export function Ghost({ ghost, drawing: { geometry }, heights }: Props) {
  const top = heights.slice(0, ghost.row).reduce((sum, height) => sum + height, 0);
  const width = Math.max(geometry.chip, leftOf(geometry, geometry.from + ghost.seconds));
  const left = Math.max(0, Math.min(leftOf(geometry, ghost.clock), geometry.width - width));
  return (
    <div
      className={styles.ghost}
      aria-live="assertive"
      style={{ left: NAME_WIDTH + ghost.day * geometry.width + left, top: top + 5, width, height: LANE - 2 }}
    >
      {clockWords(ghost.clock)}
    </div>
  );
}
