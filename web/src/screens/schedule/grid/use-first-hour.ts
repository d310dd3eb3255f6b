import { type RefObject, useLayoutEffect } from 'react';
import { clockOf, HOUR } from '../../../parts/schedule/clocks.ts';
import { timeAt } from '../../../words/formats.ts';
import { HERE } from '../../../words/here.ts';
import { leftOf } from './geometry.ts';
import type { GridModel } from './grid-model.ts';
import type { Drawing } from './use-drawing.ts';

/** In the view of a day: begins an hour before now, on other days an hour before the first item. */
export function useFirstHour(
  scroller: RefObject<HTMLElement | null>,
  model: GridModel,
  { geometry }: Drawing,
  today: string,
): void {
  const [day, ...others] = model.days;
  const first = Math.min(...model.lists.flatMap(({ items }) => items.map(({ clock }) => clock)));
  const at = day === today ? clockOf(timeAt(Date.now(), HERE)) : first;
  const left = Number.isFinite(at) ? leftOf(geometry, Math.max(geometry.from, at - HOUR)) : 0;
  useLayoutEffect(() => {
    if (others.length === 0 && scroller.current) scroller.current.scrollLeft = left;
    // As time goes by, and after a change, it stays where it is.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [day, others.length, geometry.width, scroller]);
}
