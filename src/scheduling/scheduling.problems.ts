import { constraintMeans, foreignKeysTo } from '../platform/database/constraint-problems.js';
import { NotFound, Problem } from '../platform/http/problem.js';
import type { AllowedHours } from './rules/within-allowed-hours.js';

/** One side of a clash. Instants are ISO 8601 in UTC. */
export interface ClashSide {
  entryId: string | null;
  broadcastId: string | null;
  programId: string;
  title: string;
  startsAt: string;
  endsAt: string;
}

/** Two airings that overlap at a station. */
export interface NamedClash {
  stationId: string;
  stationName: string;
  /** `YYYY-MM-DD HH:MM` at the station, when the wanted airing begins. */
  localTime: string;
  wanted: ClashSide;
  planned: ClashSide;
}

const WAYS_OUT = [
  { code: 'another-time', detail: 'Choose another time for the new entry.' },
  { code: 'withdraw-the-other', detail: 'Withdraw the other entry, then place the new one again.' },
  { code: 'leave-this-station-out', detail: 'Place the new entry without these stations.' },
];

/** 409: another entry airs at a station at the same time. Nothing was planned. */
export class AirtimeClash extends Problem {
  /** @param clashes the first ones, which are shown; `total` is how many there are */
  constructor(clashes: readonly NamedClash[], total: number) {
    const [first] = clashes;
    const example = first
      ? `at ${first.stationName} on ${first.localTime}, where “${first.planned.title}” is planned`
      : 'where another entry was placed at the same moment';
    super({
      status: 409,
      code: 'airtime-clash',
      detail: `Nothing was planned: the entry would overlap another one ${example}. See clashes and waysOut.`,
      extra: { clashes, total, waysOut: WAYS_OUT },
    });
  }
}

/** 409: some times of the entry are outside the allowed hours. Nothing was planned. */
export class OutsideAllowedHours extends Problem {
  constructor(outside: { stations: { id: string; name: string }[]; times: string[]; hours: readonly AllowedHours[] }) {
    const windows = outside.hours.map(({ from, to }) => `${from}–${to}`).join(', ');
    super({
      status: 409,
      code: 'outside-allowed-hours',
      detail:
        `Nothing was planned: the whole broadcast must lie inside one window of the allowed hours (${windows}) ` +
        'of its day; choose another time or a shorter program.',
      extra: { ...outside },
    });
  }
}

/** 409: the program is longer than the time between two airings of the entry. */
export class EntryOverlapsItself extends Problem {
  constructor(seconds: number) {
    const detail = `The program lasts ${seconds} seconds, which is longer than the time between two airings of the entry.`;
    super({ status: 409, code: 'entry-overlaps-itself', detail, extra: { seconds } });
  }
}

/** 409: the entry has no airing ahead. */
export class NoOccurrence extends Problem {
  constructor() {
    const detail = 'The entry would never air: none of its days and times is ahead.';
    super({ status: 409, code: 'no-occurrence', detail });
  }
}

/** 409: no version of the program is approved. */
export class ProgramNotApproved extends Problem {
  constructor() {
    const detail = 'Only approved programs air; somebody else must approve this program first.';
    super({ status: 409, code: 'program-not-approved', detail });
  }
}

/** 409: the program's last day is before the entry's first broadcast. */
export class ProgramExpired extends Problem {
  constructor(expiresOn: string) {
    const detail = `The last day of the program is ${expiresOn}, and the entry begins later.`;
    super({ status: 409, code: 'program-expired', detail, extra: { expiresOn } });
  }
}

/** 409: a group has no station for the entry. */
export class GroupWithoutStations extends Problem {
  constructor(groupIds: string[]) {
    const detail = 'A group does not exist, or the centre serves none of its stations; add stations to it first.';
    super({ status: 409, code: 'group-without-stations', detail, extra: { groupIds } });
  }
}

/** 409: a group cannot be dissolved while entries are for it. */
export class GroupInUse extends Problem {
  constructor() {
    super({
      status: 409,
      code: 'group-in-use',
      detail: 'Entries on the schedule are for this group, so it stays; take its stations out instead.',
    });
  }
}

constraintMeans('broadcasts_no_double_booking', () => new AirtimeClash([], 1));
constraintMeans('entry_groups_group', () => new GroupInUse());
constraintMeans('entries_centre', () => new NotFound('centre'));
constraintMeans('entries_station', () => new NotFound('station'));
constraintMeans('allowed_hours_centre', () => new NotFound('centre'));
foreignKeysTo('program', 'entries_program');
foreignKeysTo('station', 'entry_stations_station');
