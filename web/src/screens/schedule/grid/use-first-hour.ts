import { type RefObject, useLayoutEffect } from 'react';
import { clockOf, HOUR } from '../../../parts/schedule/clocks.ts';
import { timeAt } from '../../../words/formats.ts';
import { HERE } from '../../../words/here.ts';
import { type Geometry, leftOf } from './geometry.ts';
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
  const isOneDay = others.length === 0;
  useLayoutEffect(() => {
    if (isOneDay && scroller.current) scroller.current.scrollLeft = leftOf(geometry, firstHour(model, geometry, today));
    // As time goes by, and after a change, it stays where it is.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [day, isOneDay, geometry.width, scroller]);
}

/** In seconds since 00:00. */
function firstHour({ days: [day], lists }: GridModel, { from }: Geometry, today: string): number {
  const clocks = lists.flatMap(({ items }) => items.map(({ clock }) => clock));
  const first = clocks.reduce((least, clock) => Math.min(least, clock), Number.POSITIVE_INFINITY);
  const at = day === today ? clockOf(timeAt(Date.now(), HERE)) : first;
  return Number.isFinite(at) ? Math.max(from, at - HOUR) : from;
}
