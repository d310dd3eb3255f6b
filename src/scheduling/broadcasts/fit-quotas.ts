import type { Work } from '../../platform/database/unit-of-work.js';
import { judge, quotasFor } from '../airtime/judge.js';
import { type ClassQuota, plannedSeconds } from '../airtime/quota.queries.js';
import type { RuledStations } from '../airtime/ruled-stations.js';
import type { Quota, RuleSet } from '../airtime/rule-set.js';
import type { Airing, Gap } from './airing.js';

/** The airings that fit the minutes of their dayparts and days beside what is planned, in order, and gaps for the others. */
export async function fitQuotas(
  work: Work,
  ruled: RuledStations,
  airings: readonly Airing[],
): Promise<{ fitting: Airing[]; gaps: Gap[] }> {
  const rulesOf = ({ stationId, airsOn }: Airing) => ruled.classAt(classOf(stationId)).on(airsOn);
  const classOf = (stationId: string) => ruled.classes.get(stationId) ?? 0;
  const quotas = new Map<string, ClassQuota>();
  for (const airing of airings) {
    const number = classOf(airing.stationId);
    for (const quota of quotasFor(airing, rulesOf(airing)))
      quotas.set(keyOf(number, quota), { ...quota, class: number });
  }
  if (quotas.size === 0) return { fitting: [...airings], gaps: [] };
  const used = await secondsUsed(work, ruled, quotas);
  const [fitting, gaps]: [Airing[], Gap[]] = [[], []];
  for (const airing of airings) {
    const atStation = (quota: Quota) => `${airing.stationId} ${keyOf(classOf(airing.stationId), quota)}`;
    const rules: RuleSet = rulesOf(airing);
    const verdict = judge(airing, rules, { planned: (quota) => used.get(atStation(quota)) ?? 0 });
    if (verdict.state === 'gap') {
      gaps.push({ airing, reason: verdict.reasonCode, note: verdict.note ?? null, clashesWith: null });
      continue;
    }
    fitting.push(airing);
    for (const quota of quotasFor(airing, rules)) {
      used.set(atStation(quota), (used.get(atStation(quota)) ?? 0) + secondsOf(airing));
    }
  }
  return { fitting, gaps };
}

async function secondsUsed(
  work: Work,
  { classes }: RuledStations,
  quotas: ReadonlyMap<string, ClassQuota>,
): Promise<Map<string, number>> {
  const keys = [...quotas.keys()];
  const planned = await plannedSeconds(work, classes, [...quotas.values()]);
  return new Map(planned.map(({ stationId, quota, seconds }) => [`${stationId} ${keys[quota]}`, seconds]));
}

const keyOf = (number: number, { name, from }: Quota): string => `${number} ${from.getTime()} ${name ?? ''}`;
const secondsOf = ({ startsAt, endsAt }: Airing): number => (endsAt.getTime() - startsAt.getTime()) / 1_000;
