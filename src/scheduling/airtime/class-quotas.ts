import { addDays } from '../../platform/clock/local-day.js';
import type { ClassQuota } from './quota.queries.js';
import type { RuledStations } from './ruled-stations.js';

/** Every limit of every class for what begins between two local days, both included. */
export function classQuotas({ classes, classAt }: RuledStations, { from, until }: { from: string; until: string }) {
  const found = new Map<string, ClassQuota>();
  for (const number of new Set(classes.values())) {
    for (let day = from; day <= until; day = addDays(day, 1)) {
      for (const quota of classAt(number).on(day).quotas) {
        found.set(`${number} ${quota.from.getTime()} ${quota.name ?? ''}`, { ...quota, class: number });
      }
    }
  }
  return [...found.values()];
}
