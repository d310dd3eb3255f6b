import type { GridModel } from './grid-model.ts';

/** Of a day, on average of the stations that are shown on it. */
export interface DayMinutes {
  used: number;
  /** Undefined where the rules set no limit. */
  allowed: number | undefined;
}

/** The minutes that are planned of those that the rules allow, for each day. */
export function dayMinutes({ days, stations, lists, airtime }: GridModel): DayMinutes[] {
  return days.map((_, day) => {
    const used = stations.flatMap(({ cells }) => {
      const cell = cells[day] ?? null;
      return cell === null ? [] : (lists[cell]?.usedSeconds ?? 0);
    });
    const allowed = stations.flatMap((station) => airtime[station.airtime[day] ?? -1]?.allowedSeconds ?? []);
    return { used: average(used), allowed: allowed.length === 0 ? undefined : average(allowed) };
  });
}

const average = (seconds: readonly number[]): number =>
  Math.round(seconds.reduce((sum, each) => sum + each, 0) / Math.max(1, seconds.length) / 60);

/** `7/90`; `7` without a limit. */
export const minutesWords = ({ used, allowed }: DayMinutes): string =>
  allowed === undefined ? String(used) : `${used}/${allowed}`;
