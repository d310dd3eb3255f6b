import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { HOUR, MINUTE } from '../../../parts/schedule/clocks.ts';
import type { GhostAt } from './Ghost.tsx';
import type { Spot } from './GridRow.tsx';
import { nextSpot } from './next-spot.ts';
import { elementAt, itemAt, spotOf, spotOfEntry, type Surface } from './surface.ts';
import { place } from './use-grid-pointer.ts';

const STEP = 5 * MINUTE;
const USUAL_CLOCK = 17 * HOUR;

/**
 * Arrows go from item to item, with Shift from day to day, Enter opens, Delete takes off. Space takes an item: then arrows carry it five minutes (with
 * Shift a day), Space drops it, Escape puts it back.
 */
export function useGridKeys(surface: Surface) {
  const [taken, setTaken] = useState<Carried>();
  const goTo = useFollowingFocus(surface);
  const awaitDropped = useFocusOnDropped(surface, goTo);
  const carry = (event: KeyboardEvent, carried: Carried): boolean => {
    const isDrop = event.key === ' ' || event.key === 'Enter';
    const moved = carriedBy(event, carried, surface.model.days.length);
    if (!isDrop && !moved && event.key !== 'Escape') return false;
    setTaken(moved);
    if (isDrop) awaitDropped(dropTaken(surface, carried));
    return true;
  };
  const use = (event: KeyboardEvent, spot: Spot): boolean => {
    const { actions } = surface;
    const at = itemAt(surface, spot);
    if (event.key === ' ' && at && actions.onMove) {
      setTaken({ spot, row: spot.row, day: spot.day, clock: at.item.clock, seconds: at.item.seconds });
    } else if (event.key === 'Delete' && at) actions.onWithdraw?.(at);
    else if ((event.key === 'Enter' || event.key === ' ') && !at) place(surface, spot, USUAL_CLOCK);
    else {
      const next = nextSpot(surface, spot, event.key, event.shiftKey);
      if (!next) return false;
      goTo(next);
    }
    return true;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const spot = spotOf(event.target);
    if (!spot || event.altKey || event.ctrlKey || event.metaKey) return;
    awaitDropped(undefined);
    if (taken ? carry(event, taken) : use(event, spot)) event.preventDefault();
  };
  return { taken, onKeyDown };
}

type Carried = GhostAt & { spot: Spot };

/** Makes a spot the active one and gives it the focus, also in a row that is not drawn yet. */
function useFollowingFocus({ active, scroller, reveal, setActive }: Surface): (spot: Spot) => void {
  const follow = useRef(false);
  useEffect(() => {
    if (!follow.current) return;
    follow.current = false;
    reveal(active.row);
    requestAnimationFrame(() => requestAnimationFrame(() => elementAt(scroller.current, active)?.focus()));
  }, [active, scroller, reveal]);
  return (spot) => {
    follow.current = true;
    setActive(spot);
  };
}

type Dropped = Parameters<typeof spotOfEntry>[1];

/** Once an item that was dropped is where it was dropped, it has the focus again; undefined: nothing is waited for any more. */
function useFocusOnDropped(surface: Surface, goTo: (spot: Spot) => void): (dropped: Dropped | undefined) => void {
  const dropped = useRef<Dropped>(undefined);
  useEffect(() => {
    const spot = dropped.current && spotOfEntry(surface, dropped.current);
    if (!spot) return;
    dropped.current = undefined;
    goTo(spot);
  });
  return (next) => {
    dropped.current = next;
  };
}

function carriedBy({ key, shiftKey }: KeyboardEvent, carried: Carried, days: number): Carried | undefined {
  const by = key === 'ArrowLeft' ? -1 : key === 'ArrowRight' ? 1 : 0;
  if (by === 0) return undefined;
  if (shiftKey) return { ...carried, day: Math.max(0, Math.min(days - 1, carried.day + by)) };
  return { ...carried, clock: Math.max(0, Math.min(24 * HOUR - STEP, carried.clock + by * STEP)) };
}

function dropTaken(surface: Surface, { spot, day, clock }: Carried): Dropped | undefined {
  const at = itemAt(surface, spot);
  if (!at || (day === spot.day && clock === at.item.clock)) return undefined;
  surface.actions.onMove?.(at, { day: surface.model.days[day] ?? at.day, clock });
  return { stationId: at.station.id, entryId: at.item.entry.id, day, clock };
}
