import type { Spot } from './GridRow.tsx';
import { itemAt, type Surface } from './surface.ts';

type Where = Pick<Surface, 'model' | 'drawing'>;

/** How many items a day has; undefined where the station is not shown. */
function itemsOn({ model, drawing }: Where, row: number, day: number): number | undefined {
  const cell = model.stations[row]?.cells[day] ?? null;
  return cell === null ? undefined : drawing.placed(cell).items.length;
}

/** Where a key leads to; undefined when it is none of these or there is nothing further. @param isByDay Shift is held */
export function nextSpot(where: Where, spot: Spot, key: string, isByDay = false): Spot | undefined {
  if (isByDay && key === 'ArrowRight') return dayFrom(where, spot, 1);
  if (isByDay && key === 'ArrowLeft') return dayFrom(where, spot, -1);
  if (key === 'ArrowRight') return beside(where, spot, 1);
  if (key === 'ArrowLeft') return beside(where, spot, -1);
  if (key === 'ArrowDown') return inRow(where, spot, spot.row + 1);
  if (key === 'ArrowUp') return inRow(where, spot, spot.row - 1);
  if (key === 'PageDown') return inRow(where, spot, Math.min(where.model.stations.length - 1, spot.row + 8));
  if (key === 'PageUp') return inRow(where, spot, Math.max(0, spot.row - 8));
  if (key === 'Home') return firstOf(where, spot.row, 0, 1);
  if (key === 'End') return firstOf(where, spot.row, where.model.days.length - 1, -1);
  return undefined;
}

function beside(where: Where, { row, day, item }: Spot, by: 1 | -1): Spot | undefined {
  const items = itemsOn(where, row, day) ?? 0;
  const next = item + by;
  if (item >= 0 && next >= 0 && next < items) return { row, day, item: next };
  if (item === -1 && by === 1 && items > 0) return { row, day, item: 0 };
  return firstOf(where, row, day + by, by);
}

/** The first item of the next day, or of the one before. */
function dayFrom(where: Where, { row, day }: Spot, by: 1 | -1): Spot | undefined {
  const next = firstOf(where, row, day + by, by);
  return next && { ...next, item: Math.min(next.item, 0) };
}

/** The first item of a day from one side; the day itself when it is empty. Days on which nothing is shown are passed over. */
function firstOf(where: Where, row: number, from: number, by: 1 | -1): Spot | undefined {
  for (let day = from; day >= 0 && day < where.model.days.length; day += by) {
    const items = itemsOn(where, row, day);
    if (items !== undefined) return { row, day, item: items === 0 ? -1 : by === 1 ? 0 : items - 1 };
  }
  return undefined;
}

/** In another row, the item that is nearest in time. */
function inRow(where: Where, spot: Spot, row: number): Spot | undefined {
  const items = itemsOn(where, row, spot.day);
  if (items === undefined) return undefined;
  const clock = itemAt(where, spot)?.item.clock ?? 0;
  const distances = Array.from({ length: items }, (_, item) =>
    Math.abs((itemAt(where, { row, day: spot.day, item })?.item.clock ?? 0) - clock),
  );
  return { row, day: spot.day, item: distances.indexOf(Math.min(...distances)) };
}
