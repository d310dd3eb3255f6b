import type { Schemas } from '../../../api/client.ts';
import { byStationName } from '../../../parts/by-name.ts';
import { shortStation } from '../../../parts/short-station.ts';

type Answer = Schemas['ScheduleGrid'];
type Entry = Answer['entries'][number];

/** An item of a day at one or more stations. */
export interface GridItem {
  /** Local, in seconds since 00:00. */
  clock: number;
  seconds: number;
  title: string;
  programId: string;
  segmentId: string | null;
  entry: Entry;
  isGap: boolean;
  state: Answer['states'][number];
  reason: Answer['reasons'][number];
}

interface GridDay {
  items: readonly GridItem[];
  /** Of what is to be heard, without emergencies. */
  usedSeconds: number;
}

export interface GridStation {
  id: string;
  name: string;
  short: string;
  timeZone: string;
  /** For each day an index into `lists`; null: not shown. */
  cells: readonly (number | null)[];
  /** For each day an index into `airtime`. */
  airtime: readonly (number | null)[];
}

export interface GridModel {
  days: readonly string[];
  lists: readonly GridDay[];
  airtime: Answer['airtime'];
  stations: readonly GridStation[];
}

/** The answer with names in place of numbers, stations by name; what was withdrawn is left out. */
export function gridModel(answer: Answer): GridModel {
  const { days, states, programs, entries, reasons, airtime } = answer;
  const itemOf = ([clock = 0, seconds = 0, program = 0, entry = 0, state = 0, reason = 0]: readonly number[]) => {
    const [ofProgram, ofEntry, ofState] = [programs[program], entries[entry], states[state]];
    if (!ofProgram || !ofEntry || !ofState || ofState === 'withdrawn') return [];
    const isGap = ofState === 'gap' || ofState === 'displaced';
    const { id: programId, title, segmentId } = ofProgram;
    const at = { clock, seconds, isGap, state: ofState, reason: reasons[reason] ?? null };
    return [{ ...at, title, programId, segmentId, entry: ofEntry } satisfies GridItem];
  };
  const lists = answer.lists.map((list) => {
    const items = list.flatMap(itemOf);
    return { items, usedSeconds: items.reduce((sum, item) => sum + (counts(item) ? item.seconds : 0), 0) };
  });
  const stations = answer.stations
    .map((station) => ({ ...station, short: shortStation(station.name) }))
    .toSorted(byStationName);
  return { days, lists, airtime, stations };
}

const counts = ({ isGap, entry }: GridItem): boolean => !isGap && entry.priority !== 'emergency';

/** How many of the stations that are shown on each day air the segment on it. */
export function segmentCounts(model: GridModel, segmentId: string | null): { aired: number; stations: number }[] {
  const has = model.lists.map(({ items }) => items.some((item) => !item.isGap && item.segmentId === segmentId));
  return model.days.map((_, day) => {
    const cells = model.stations.flatMap(({ cells: all }) => all[day] ?? []);
    return { aired: cells.filter((cell) => has[cell]).length, stations: cells.length };
  });
}
