import { describe, expect, it } from '@jest/globals';
import { parseRule } from '../recurrence/rule.js';
import type { EntryException, EntryTerms } from './definition.js';
import { type PlacedDays, placedAt, stationClasses, type StationsOfTerms } from './station-classes.js';

const terms = (id: string, from: string, until: string | null): EntryTerms => ({
  id,
  valid: { from, until },
  rrule: 'FREQ=DAILY',
  rule: parseRule('FREQ=DAILY', from),
  startsOn: from,
  extraDays: [],
  times: ['05:15'],
  programId: 'p',
  everywhere: false,
  stationIds: [],
  groupIds: [],
  leftOut: [],
});
const moved = (from: string, toDay: string): EntryException => ({
  id: 'x',
  stationId: null,
  days: { from, until: from },
  slot: null,
  action: 'move',
  toDay,
  toTime: null,
  programId: null,
  note: null,
  by: 'editor',
  at: new Date(0),
});
const ALWAYS: PlacedDays[] = [{ from: null, until: null }];

describe('the places of an entry', () => {
  const definition = {
    terms: [terms('old', '2026-03-01', '2026-03-04'), terms('new', '2026-03-05', null)],
    exceptions: [],
  };
  const places: StationsOfTerms = new Map([
    ['old', new Map([['named', ALWAYS]])],
    ['new', new Map([['member', [{ from: '2026-03-06', until: '2026-03-08' }]]])],
  ]);
  const daysOf = (station: string, of = definition.exceptions as EntryException[]) => {
    const isFor = placedAt({ ...definition, exceptions: of }, places);
    return ['03', '04', '05', '06', '07', '08'].filter((day) => isFor(station, `2026-03-${day}`));
  };

  it('are those of the terms of the day, and of a group the members of the day', () => {
    expect(daysOf('named')).toEqual(['03', '04']);
    expect(daysOf('member')).toEqual(['06', '07']);
    expect(daysOf('other')).toEqual([]);
  });

  it('are those of the day that an occurrence comes from, where it is moved into other terms', () => {
    expect(daysOf('named', [moved('2026-03-04', '2026-03-08')])).toEqual(['03', '04', '08']);
    expect(daysOf('member', [moved('2026-03-06', '2026-03-04')])).toEqual(['06', '07']);
  });

  it('make one class of stations with the same terms, whatever their days', () => {
    const stations = ['named', 'member', 'other'].map((id) => ({ id, name: id, timeZone: 'Asia/Ho_Chi_Minh' }));
    const classes = stationClasses(definition, stations, places);
    expect(classes.map((one) => [one.stations.map(({ id }) => id), one.terms.map(({ id }) => id)])).toEqual([
      [['named'], ['old']],
      [['member'], ['new']],
      [['other'], []],
    ]);
  });
});
