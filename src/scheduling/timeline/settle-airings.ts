import { judge, quotasFor } from '../airtime/judge.js';
import type { Quota } from '../airtime/rule-set.js';
import type { RuleClass } from '../airtime/ruled-stations.js';
import type { GapReason } from '../../consequences/reasons.schemas.js';
import { sourceOf } from './entry-at.js';
import type { ExpectedAiring } from './expected-airings.js';
import { byStart, type TimelineItem } from './timeline-item.js';

/** Why an airing is not heard; null: it is. */
type Settled = ExpectedAiring & { reason: GapReason | null; note: string | null };

/**
 * Decides which airings of a station are expected to be heard, and why the others are not, in the order of planning: what
 * the rules allow, then what fits the minutes, then what meets no other. Priority items come before normal ones, and then who was
 * placed first keeps minutes and time.
 */
export function settleAirings(airings: readonly ExpectedAiring[], rules: RuleClass): TimelineItem[] {
  return againstOthers(againstLimits(airings.toSorted(byTurn), rules))
    .map(itemOf)
    .toSorted(byStart);
}

function byTurn(one: ExpectedAiring, other: ExpectedAiring): number {
  if (one.entry.priority !== other.entry.priority) return one.entry.priority === 'priority' ? -1 : 1;
  if (one.entry.entryId !== other.entry.entryId) return one.entry.entryId < other.entry.entryId ? -1 : 1;
  return byStart({ ...one, entryId: '' }, { ...other, entryId: '' });
}

function againstLimits(airings: readonly ExpectedAiring[], { on }: RuleClass): Settled[] {
  const used = new Map<string, number>();
  const planned = (quota: Quota) => used.get(keyOf(quota)) ?? 0;
  return airings.map((airing) => {
    if (airing.reason !== null) return airing;
    const rules = on(airing.airsOn);
    const verdict = judge(airing, rules, { planned });
    if (verdict.state === 'gap') return { ...airing, reason: verdict.reasonCode, note: verdict.note ?? null };
    for (const quota of quotasFor(airing, rules)) used.set(keyOf(quota), planned(quota) + airing.program.seconds);
    return airing;
  });
}

const keyOf = ({ name, from }: Quota): string => `${from.getTime()} ${name ?? ''}`;

/** Only what lies in the same broadcasting day can overlap. */
function againstOthers(airings: readonly Settled[]): Settled[] {
  const kept = new Map<string, Settled[]>();
  return airings.map((airing) => {
    if (airing.reason !== null) return airing;
    const there = kept.get(airing.airDay) ?? [];
    kept.set(airing.airDay, there);
    const met = there.filter((other) => other.startsAt < airing.endsAt && airing.startsAt < other.endsAt);
    if (met.length > 0) return { ...airing, reason: becauseOf(airing, met) };
    there.push(airing);
    return airing;
  });
}

const becauseOf = ({ entry }: Settled, met: readonly Settled[]): 'displaced' | 'airtime-clash' =>
  entry.priority === 'normal' && met.some((other) => other.entry.priority === 'priority')
    ? 'displaced'
    : 'airtime-clash';

function itemOf({ entry, program, startsAt, endsAt, reason, note, onDay, slot, airsOn }: Settled): TimelineItem {
  const unheard = reason === 'displaced' ? 'displaced' : 'gap';
  return {
    broadcastId: null,
    withdrawnAt: null,
    entryId: entry.entryId,
    onDay,
    slot,
    owner: entry.owner,
    programId: program.id,
    title: program.title,
    topic: program.topic,
    priority: entry.priority,
    airsOn,
    startsAt,
    seconds: (endsAt.getTime() - startsAt.getTime()) / 1_000,
    state: reason === null ? 'expected' : unheard,
    reason,
    note,
    source: sourceOf(entry, { onDay, slot, airsOn }),
  };
}
