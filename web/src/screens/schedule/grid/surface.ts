import type { RefObject } from 'react';
import type { GridActions, ItemAt } from './grid-actions.ts';
import type { GridModel } from './grid-model.ts';
import type { Spot } from './GridRow.tsx';
import type { Drawing } from './use-drawing.ts';

/** What the hand and the keys work on. */
export interface Surface {
  model: GridModel;
  drawing: Drawing;
  scroller: RefObject<HTMLElement | null>;
  active: Spot;
  setActive: (spot: Spot) => void;
  actions: GridActions;
  /** Scrolls to a row. */
  reveal: (row: number) => void;
}

/** The spot of a button or a day of the grid. */
export function spotOf(target: EventTarget | null): Spot | undefined {
  const found = target instanceof Element ? target.closest<HTMLElement>('[data-item]') : null;
  if (!found) return undefined;
  const { row, day } = found.closest<HTMLElement>('[data-day]')?.dataset ?? {};
  return { row: Number(row), day: Number(day), item: Number(found.dataset['item']) };
}

/** The item at a spot; undefined where there is none. */
export function itemAt({ model, drawing }: Pick<Surface, 'model' | 'drawing'>, spot: Spot): ItemAt | undefined {
  const station = model.stations[spot.row];
  const cell = station?.cells[spot.day] ?? null;
  const placed = cell === null ? undefined : drawing.placed(cell).items[spot.item];
  if (!station || !placed) return undefined;
  return { station, day: model.days[spot.day] ?? '', item: placed.item };
}

/** A spot that there is: what has the focus of the keyboard may have been taken off meanwhile. */
export function spotThere({ model, drawing }: Pick<Surface, 'model' | 'drawing'>, { row, day, item }: Spot): Spot {
  const at = Math.min(row, model.stations.length - 1);
  const cell = model.stations[at]?.cells[day] ?? null;
  const items = cell === null ? 0 : drawing.placed(cell).items.length;
  return { row: at, day, item: Math.min(item, items - 1) };
}

/** Where an entry airs at a station, at a time of a day. */
export function spotOfEntry(
  { model, drawing }: Pick<Surface, 'model' | 'drawing'>,
  { stationId, entryId, day, clock }: { stationId: string; entryId: string; day: number; clock: number },
): Spot | undefined {
  const row = model.stations.findIndex(({ id }) => id === stationId);
  const cell = model.stations[row]?.cells[day] ?? null;
  const items = cell === null ? [] : drawing.placed(cell).items;
  const item = items.findIndex((one) => one.item.entry.id === entryId && one.item.clock === clock);
  return item < 0 ? undefined : { row, day, item };
}

export function elementAt(scroller: HTMLElement | null, { row, day, item }: Spot): HTMLElement | null {
  const cell = scroller?.querySelector<HTMLElement>(`[data-row="${row}"][data-day="${day}"]`) ?? null;
  return item < 0 ? cell : (cell?.querySelector<HTMLElement>(`[data-item="${item}"]`) ?? null);
}
