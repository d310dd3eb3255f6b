import { addDays } from '../../platform/clock/local-day.js';
import { OutsideAllowedHours, QuietDay } from '../airtime/airtime.problems.js';
import { clockWindows } from '../airtime/clock-windows.js';
import { type AgainstRules, type JudgedAiring, judgeHours } from '../airtime/judge.js';
import type { RuleClass } from '../airtime/ruled-stations.js';
import type { RuleSet } from '../airtime/rule-set.js';
import { knownDay } from '../recurrence/known-days.js';

interface NamedStation {
  id: string;
  name: string;
}

interface CheckedAiring extends JudgedAiring {
  /** The local day on which it begins. */
  day: string;
  time: string;
  programId: string;
}

/** What an entry airs at stations, by start. */
export interface AiringsAtStations {
  zone: string;
  rules: RuleClass;
  stations: readonly NamedStation[];
  airings: readonly CheckedAiring[];
}

/** Airings that the rules of stations do not allow. */
interface Refused {
  rules: RuleClass;
  zone: string;
  stations: readonly NamedStation[];
  airings: (AgainstRules & { airing: CheckedAiring })[];
}

/** Every airing of so many days is judged, and of later ones the first of each weekday, time and program. */
const JUDGED_DAYS = 14;

/**
 * Quiet days only leave gaps, unless there is no other day.
 * @throws OutsideAllowedHours, QuietDay
 */
export function requireAllowed(all: readonly AiringsAtStations[]): void {
  const refused = all.flatMap(({ zone, stations, airings, rules }) => {
    const against = againstRules(airings, rules.on);
    return against.length > 0 ? [{ rules, zone, stations, airings: against }] : [];
  });
  if (refused.length > 0) throw refusalOf(refused);
}

/** What must be refused: airings outside the hours; else all, when each of them is on a quiet day. */
function againstRules(airings: readonly CheckedAiring[], rulesOn: (day: string) => RuleSet): Refused['airings'] {
  const until = addDays(airings[0]?.day ?? '', JUDGED_DAYS);
  const decided = new Set<string>();
  const found: Refused['airings'] = [];
  let isQuietOnly = true;
  for (const airing of airings) {
    const kind = `${knownDay(airing.day).weekday} ${airing.time} ${airing.programId}`;
    if (airing.day >= until && decided.has(kind)) continue;
    const against = judgeHours(airing, rulesOn(airing.day));
    if (against) found.push({ ...against, airing });
    if (against?.reasonCode === 'quiet-day') continue;
    isQuietOnly = false;
    decided.add(kind);
  }
  return isQuietOnly ? found : found.filter(({ reasonCode }) => reasonCode === 'outside-allowed-hours');
}

function refusalOf(refused: readonly Refused[]): OutsideAllowedHours | QuietDay {
  const all = refused.flatMap(({ airings, rules, zone }) => airings.map((one) => ({ ...one, rules, zone })));
  const outside = all.filter(({ reasonCode }) => reasonCode === 'outside-allowed-hours');
  const stations = refused.flatMap((one) => one.stations.map(({ id, name }) => ({ id, name })));
  const first = outside[0] ?? all[0];
  const day = first?.airing.day ?? '';
  const windows = first ? clockWindows(first.rules.on(day).today, first.zone) : [];
  const hours = windows.map((window) => ({ day, ...window }));
  if (outside.length === 0) return new QuietDay({ stations, day, name: first?.note ?? '', hours });
  const times = [...new Set(outside.map(({ airing }) => airing.time))].toSorted();
  return new OutsideAllowedHours({ stations, times, hours });
}
