import { useMemo } from 'react';
import { type Geometry, geometryOf, type PlacedDay, placedDay, rowHeight } from './geometry.ts';
import type { GridModel } from './grid-model.ts';
import { nightOf } from './night.ts';

/** How the grid is drawn. Stations and days with the same items share what is worked out. */
export interface Drawing {
  geometry: Geometry;
  /** Of a list of the model. */
  placed(list: number): PlacedDay;
  /** The background of a day by its rules; null: none are known. */
  night(airtime: number | null): string;
  heights: readonly number[];
  /** For each day the name of the day when it is quiet at all stations. */
  quiet: readonly string[];
}

export function useDrawing(model: GridModel, room: number): Drawing {
  return useMemo(() => {
    const geometry = geometryOf(model, room);
    const days = model.lists.map(({ items }) => placedDay(items, geometry));
    const nights = model.airtime.map((rules) => nightOf(rules, geometry));
    const lanesOf = (cell: number | null) => (cell === null ? 0 : (days[cell]?.lanes ?? 0));
    return {
      geometry,
      placed: (list) => days[list] ?? NOTHING,
      night: (airtime) => (airtime === null ? 'var(--vang-sheet)' : (nights[airtime] ?? '')),
      quiet: model.days.map((_, day) => quietOfAll(model, day)),
      heights: model.stations.map(({ cells }) => rowHeight(Math.max(0, ...cells.map(lanesOf)))),
    };
  }, [model, room]);
}

const NOTHING: PlacedDay = { items: [], lanes: 0 };

function quietOfAll({ stations, airtime }: GridModel, day: number): string {
  const names = new Set(stations.map((station) => airtime[station.airtime[day] ?? -1]?.quietDay ?? ''));
  return names.size === 1 ? ([...names][0] ?? '') : '';
}
