import type { Words } from './words.js';

/** What a change does to the planned days, as the service answers. */
export interface Consequences {
  totals: Record<string, number>;
  byReason: Record<string, number>;
  stations: number;
  broadcasts: { stationName: string; kind: string; localTime: string; oldLocalTime: string | null }[];
}

/** The answer of whatever changes the schedule; of a dry run too. */
export interface Changed {
  changeId: string | null;
  consequences: Consequences;
}

/** One line: `44 cannot be planned (a quiet day), at 22 stations`. */
export function inOneLine({ totals, byReason, stations }: Consequences, words: Words): string {
  const counts = Object.entries(totals).map(([kind, count]) => `${count} ${words.of('ChangeKind', kind, 'en')}`);
  if (counts.length === 0) return 'nothing changes';
  const reasons = Object.keys(byReason).map((code) => words.of('BroadcastReason', code, 'en'));
  const why = reasons.length === 0 ? '' : ` (${reasons.join(', ')})`;
  return `${counts.join(', ')}${why}, at ${stations} ${stations === 1 ? 'station' : 'stations'}`;
}
