import type { ClassQuota } from '../airtime/class-quotas.js';
import type { AiringInFull } from './quota.queries.js';

/** An airing for which its daypart or day has no minutes. */
export type OverQuota = AiringInFull & {
  /** The name of the daypart; null when it is the day that is full. */
  note: string | null;
};

/**
 * Which airings must be gaps so that no quota has more than its seconds: going through them in order, each that does not
 * fit beside those before it. What stays is counted only.
 */
export function overQuota(inFull: readonly AiringInFull[], quotas: readonly ClassQuota[]): OverQuota[] {
  const byAiring = new Map<string, AiringInFull[]>();
  for (const one of inFull) {
    const key = `${one.entryId} ${one.stationId} ${one.onDay} ${one.slot}`;
    const all = byAiring.get(key);
    if (all) all.push(one);
    else byAiring.set(key, [one]);
  }
  const used = new Map<string, number>();
  const usedBy = ({ stationId, quota }: AiringInFull) => used.get(`${stationId} ${quota}`) ?? 0;
  const leaving: OverQuota[] = [];
  for (const all of byAiring.values()) {
    const full = all.find((one) => !one.stays && usedBy(one) + one.seconds > (quotas[one.quota]?.seconds ?? 0));
    if (full) leaving.push({ ...full, note: quotas[full.quota]?.name ?? null });
    else for (const one of all) used.set(`${one.stationId} ${one.quota}`, usedBy(one) + one.seconds);
  }
  return leaving;
}
