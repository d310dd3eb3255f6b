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
  // Hundreds of stations have tens of thousands of items: by index, as taking a list apart costs ten times as much.
  const itemOf = (numbers: readonly number[]): GridItem | undefined => {
    const ofProgram = programs[numbers[2] ?? 0];
    const entry = entries[numbers[3] ?? 0];
    const state = states[numbers[4] ?? 0];
    if (!ofProgram || !entry || !state || state === 'withdrawn') return undefined;
    return {
      clock: numbers[0] ?? 0,
      seconds: numbers[1] ?? 0,
      title: ofProgram.title,
      programId: ofProgram.id,
      segmentId: ofProgram.segmentId,
      entry,
      isGap: state === 'gap' || state === 'displaced',
      state,
      reason: reasons[numbers[5] ?? 0] ?? null,
    };
  };
  const lists = answer.lists.map((list) => {
    const items = list.map(itemOf).filter((item) => item !== undefined);
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
