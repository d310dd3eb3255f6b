import type { ClassQuota, InFullQuota } from '../airtime/quota.queries.js';

/** A broadcast for which its daypart or day has no minutes. */
export interface OverQuota {
  id: string;
  airDay: string;
  /** The name of the daypart; null when it is the day that is full. */
  note: string | null;
}

/**
 * Which broadcasts must leave so that no quota has more than its seconds: going through them in order, each that does not
 * fit beside those before it. What is over stays.
 */
export function overQuota(inFull: readonly InFullQuota[], quotas: readonly ClassQuota[]): OverQuota[] {
  const byBroadcast = new Map<string, InFullQuota[]>();
  for (const one of inFull) {
    const all = byBroadcast.get(one.id);
    if (all) all.push(one);
    else byBroadcast.set(one.id, [one]);
  }
  const used = new Map<string, number>();
  const usedBy = ({ stationId, quota }: InFullQuota) => used.get(`${stationId} ${quota}`) ?? 0;
  const leaving: OverQuota[] = [];
  for (const all of byBroadcast.values()) {
    const full = all.find((one) => !one.isOver && usedBy(one) + one.seconds > (quotas[one.quota]?.seconds ?? 0));
    if (full) {
      leaving.push({ id: full.id, airDay: full.airDay, note: quotas[full.quota]?.name ?? null });
    } else {
      for (const one of all) used.set(`${one.stationId} ${one.quota}`, usedBy(one) + one.seconds);
    }
  }
  return leaving;
}
