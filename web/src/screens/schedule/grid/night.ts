import type { GridModel } from './grid-model.ts';
import { type Geometry, leftOf } from './geometry.ts';

const HATCH = 'repeating-linear-gradient(135deg, var(--vang-line) 0 1px, var(--vang-night) 1px 6px)';

/** The background of a day: plain where programs may sound, hatched where not. */
export function nightOf({ hours }: GridModel['airtime'][number], geometry: Geometry): string {
  if (hours.length === 0) return HATCH;
  const open = hours.flatMap(([from = 0, until = 0]) => {
    const [begin, end] = [px(leftOf(geometry, from)), px(leftOf(geometry, until))];
    return [`transparent ${begin}`, `var(--vang-sheet) ${begin}`, `var(--vang-sheet) ${end}`, `transparent ${end}`];
  });
  return `linear-gradient(to right, ${open.join(', ')}), ${HATCH}`;
}

const px = (value: number): string => `${Math.round(value)}px`;
