import { clockWords } from '../../../parts/schedule/clocks.ts';
import { leftOf, NAME_WIDTH } from './geometry.ts';
import styles from './Grid.module.css';
import type { GridModel } from './grid-model.ts';
import type { Drawing } from './use-drawing.ts';
import { useNowClocks } from './use-now-clocks.ts';

interface Props {
  model: GridModel;
  drawing: Drawing;
  /** Those that are drawn. */
  rows: readonly { index: number; start: number; size: number }[];
}

/** In the view of a day: where the present moment is at each station, by its own zone. */
export function NowLine({ model, drawing: { geometry }, rows }: Props) {
  const clocks = useNowClocks(model);
  return rows.map(({ index, start, size }) => {
    const clock = clocks.get(model.stations[index]?.timeZone ?? '');
    if (clock === undefined || clock < geometry.from || clock >= geometry.until) return null;
    const left = NAME_WIDTH + leftOf(geometry, clock);
    return <div key={index} aria-hidden className={styles.now} style={{ left, top: start, height: size }} />;
  });
}

/** The same in the head, with the time, where all stations have the same. */
export function NowTime({ model, drawing: { geometry } }: Omit<Props, 'rows'>) {
  const [clock, ...others] = new Set(useNowClocks(model).values());
  if (clock === undefined || others.length > 0 || clock < geometry.from || clock >= geometry.until) return null;
  return (
    <span className={`digits ${styles.nowTime}`} data-testid="now" style={{ left: leftOf(geometry, clock) }}>
      {clockWords(clock)}
    </span>
  );
}
