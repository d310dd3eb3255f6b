import { addDays } from '../../platform/clock/local-day.js';
import type { RuledStations } from './ruled-stations.js';

/** A limit at all stations of a class, see `Quota`. */
export interface ClassQuota {
  class: number;
  name: string | null;
  from: Date;
  until: Date;
  seconds: number;
}

/** Every limit of these classes for what begins between two local days, both included. */
export function classQuotas(
  { classAt }: RuledStations,
  numbers: Iterable<number>,
  { from, until }: { from: string; until: string },
): ClassQuota[] {
  const found = new Map<string, ClassQuota>();
  for (const number of numbers) {
    for (let day = from; day <= until; day = addDays(day, 1)) {
      for (const quota of classAt(number).on(day).quotas) {
        found.set(`${number} ${quota.from.getTime()} ${quota.name ?? ''}`, { ...quota, class: number });
      }
    }
  }
  return [...found.values()];
}
