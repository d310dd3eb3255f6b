import { type MouseEvent, type PointerEvent, useRef, useState } from 'react';
import { HOUR, toStep } from '../../../parts/schedule/clocks.ts';
import type { GhostAt } from './Ghost.tsx';
import { clockAt } from './geometry.ts';
import { itemAt, spotOf, type Surface } from './surface.ts';
import type { Spot } from './GridRow.tsx';

/** Less is a tap, not a drag. */
const DRAG_PX = 4;
/** What is placed is drawn as long as this until its program is chosen. */
const UNKNOWN_SECONDS = 300;

interface Held {
  spot: Spot;
  x: number;
  y: number;
  /** Of the pointer from the left edge of the item. */
  grip: number;
}

/**
 * By hand: a tap opens an item, or places something at an empty time; dragging moves an item, by five minutes in the view of a
 * day, to another day in that of a week. With a finger one scrolls: there, the form does it.
 */
export function useGridPointer(surface: Surface) {
  const held = useRef<Held>(undefined);
  const dragged = useRef(false);
  const [ghost, setGhost] = useState<GhostAt>();
  const letGo = () => {
    held.current = undefined;
    setGhost(undefined);
  };
  const handlers = {
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      dragged.current = false;
      const spot = spotOf(event.target);
      if (!spot || event.button !== 0 || event.pointerType === 'touch') return;
      held.current = { spot, x: event.clientX, y: event.clientY, grip: gripOf(event) };
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      const from = held.current;
      if (!from) return;
      if (!dragged.current && Math.hypot(event.clientX - from.x, event.clientY - from.y) < DRAG_PX) return;
      if (!dragged.current) event.currentTarget.setPointerCapture(event.pointerId);
      dragged.current = true;
      setGhost(ghostOf(surface, from, event));
    },
    onPointerUp: () => {
      if (held.current && ghost) drop(surface, held.current.spot, ghost);
      letGo();
    },
    onPointerCancel: letGo,
    onClick: (event: MouseEvent<HTMLElement>) => {
      if (!dragged.current) tap(surface, event);
    },
  };
  return { ghost, handlers };
}

function tap(surface: Surface, event: MouseEvent<HTMLElement>): void {
  const spot = spotOf(event.target);
  if (!spot) return;
  surface.setActive(spot);
  const at = itemAt(surface, spot);
  if (at) return surface.actions.onOpen(at);
  const clock = clockUnder(surface, event);
  if (clock !== undefined) place(surface, spot, clock);
}

function drop(surface: Surface, spot: Spot, { day, clock }: GhostAt): void {
  const at = itemAt(surface, spot);
  if (!at) return place(surface, { ...spot, day }, clock);
  const to = { day: surface.model.days[day] ?? at.day, clock };
  if (to.day !== at.day || to.clock !== at.item.clock) surface.actions.onMove?.(at, to);
}

export function place({ model, actions }: Surface, { row, day }: Spot, clock: number): void {
  const station = model.stations[row];
  const date = model.days[day];
  if (station && date !== undefined) actions.onPlace?.({ station, day: date, clock });
}

function ghostOf(surface: Surface, { spot, grip }: Held, event: PointerEvent): GhostAt | undefined {
  const { model, drawing, actions } = surface;
  const at = itemAt(surface, spot);
  if (at ? !actions.onMove : !actions.onPlace) return undefined;
  const { day, x } = underPointer(surface, event, spot.row) ?? { day: spot.day, x: 0 };
  const isDay = model.days.length === 1;
  const seconds = at?.item.seconds ?? UNKNOWN_SECONDS;
  // A day of a week is too narrow for minutes: an item keeps its time, what is placed begins at a quarter.
  const clock = isDay
    ? toStep(clockAt(drawing.geometry, x - grip))
    : (at?.item.clock ?? quarter(clockAt(drawing.geometry, x)));
  return { row: spot.row, day, clock, seconds };
}

const quarter = (clock: number): number => Math.round(clock / (HOUR / 4)) * (HOUR / 4);

function clockUnder(surface: Surface, event: MouseEvent<HTMLElement>): number | undefined {
  const spot = spotOf(event.target);
  const under = spot && underPointer(surface, event, spot.row);
  if (!under) return undefined;
  const clock = clockAt(surface.drawing.geometry, under.x);
  return surface.model.days.length === 1 ? toStep(clock) : quarter(clock);
}

/** The day under the pointer, and how far from its left edge; wherever the pointer is above or below the row. */
function underPointer(
  { scroller, model, drawing }: Surface,
  { clientX }: { clientX: number },
  row: number,
): { day: number; x: number } | undefined {
  const first = scroller.current?.querySelector(`[data-row="${row}"][data-item="-1"]`);
  if (!(first instanceof HTMLElement)) return undefined;
  const from = first.getBoundingClientRect().left - Number(first.dataset['day']) * drawing.geometry.width;
  const day = Math.max(0, Math.min(model.days.length - 1, Math.floor((clientX - from) / drawing.geometry.width)));
  return { day, x: Math.max(0, Math.min(drawing.geometry.width, clientX - from - day * drawing.geometry.width)) };
}

function gripOf({ target, clientX }: PointerEvent): number {
  const button = target instanceof Element ? target.closest('button') : null;
  return button ? clientX - button.getBoundingClientRect().left : 0;
}
