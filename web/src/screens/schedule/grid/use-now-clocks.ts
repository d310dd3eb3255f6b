import { useMemo } from 'react';
import { useNow } from '../../../parts/use-now.ts';
import { dayAt, timeAt } from '../../../words/formats.ts';
import { clockOf } from '../../../parts/schedule/clocks.ts';
import type { GridModel } from './grid-model.ts';

const EVERY_MS = 20_000;

/** The clock of each zone of the stations in which the shown day is today. */
export function useNowClocks({ days, stations }: GridModel): ReadonlyMap<string, number> {
  const now = useNow(EVERY_MS);
  return useMemo(() => {
    const zones = new Set(stations.map(({ timeZone }) => timeZone));
    const today = [...zones].filter((zone) => dayAt(now, zone) === days[0]);
    return new Map(today.map((zone) => [zone, clockOf(timeAt(now, zone))]));
  }, [days, stations, now]);
}
