import { describe, expect, it } from '@jest/globals';
import { leaveOutOf, moveOf, type Occurrence, replaceOf, withdrawalOf } from './occurrence-operations.ts';

type Terms = NonNullable<Occurrence['terms']>;

const TERMS: Terms = {
  from: '2026-11-01',
  until: null,
  programId: 'program',
  title: 'Cải cách thể chế là gì?',
  startsOn: '2026-11-01',
  rule: 'FREQ=WEEKLY;BYDAY=TU,TH',
  extraDays: [],
  times: ['17:15'],
  everywhere: false,
  stationIds: ['one', 'two'],
  stationNames: [],
  groupIds: [],
  groupNames: [],
  leftOut: [],
};

/** Tuesday 24 November at 17:15, at the station `one`. */
function occurrence(changes: Partial<Terms> = {}): Occurrence {
  const terms = { ...TERMS, ...changes };
  return {
    stationIds: ['one'],
    day: '2026-11-24',
    terms,
    entry: {
      id: 'entry',
      centreId: 'centre',
      stationId: null,
      ownerName: '',
      priority: 'normal',
      startWithin: 120,
      terms: [terms],
      exceptions: [],
      revision: '1',
      placedAt: '2026-11-01T00:00:00Z',
      placedBy: { id: 'editor', name: '' },
      withdrawnAt: null,
      withdrawnBy: null,
      withdrawnNote: null,
      withdrawnReason: null,
    },
    item: {
      broadcastId: null,
      entryId: 'entry',
      onDay: '2026-11-24',
      slot: 0,
      owner: { kind: 'centre', id: 'centre' },
      programId: 'program',
      title: '',
      topic: 'administrative-reform',
      priority: 'normal',
      time: '17:15',
      startsAt: '2026-11-24T10:15:00Z',
      seconds: 300,
      state: 'planned',
      reason: null,
      note: null,
      source: { termsFrom: null, exceptions: [], placed: null, group: null },
    },
  };
}

describe('an occurrence', () => {
  it('moves by itself at its station, or wherever its entry airs', () => {
    const to = { day: '2026-11-24', time: '17:30' };
    const exception = { from: '2026-11-24', slot: 0, action: 'move', toDay: null, toTime: '17:30' };
    expect(moveOf(occurrence(), 'here', to)).toEqual([
      { op: 'except', entryId: 'entry', exception: { ...exception, stationId: 'one' } },
    ]);
    expect(moveOf(occurrence(), 'this', to)).toEqual([
      { op: 'except', entryId: 'entry', exception: { ...exception, stationId: null } },
    ]);
    expect(moveOf({ ...occurrence(), stationIds: ['one', 'two'] }, 'here', to)).toMatchObject([
      { exception: { stationId: 'one' } },
      { exception: { stationId: 'two' } },
    ]);
  });

  it('moves with all later ones to another weekday, which takes its place in the rule', () => {
    expect(moveOf(occurrence(), 'onward', { day: '2026-11-25', time: '17:15' })).toEqual([
      {
        op: 'change',
        entryId: 'entry',
        changes: { from: '2026-11-24', times: ['17:15'], rule: 'FREQ=WEEKLY;BYDAY=WE,TH' },
      },
    ]);
  });

  it.each([
    ['that airs once', { rule: null }],
    ['that airs every day', { rule: 'FREQ=DAILY' }],
    ['with several times a day', { times: ['05:15', '17:15'] }],
  ])('of an entry %s does not move to another weekday from a day on', (_, changes) => {
    expect(moveOf(occurrence(changes), 'onward', { day: '2026-11-25', time: '17:15' })).toBeUndefined();
  });

  it('keeps the other times of the day when it moves to another one', () => {
    const operations = moveOf(occurrence({ times: ['17:15', '05:15'] }), 'onward', {
      day: '2026-11-24',
      time: '17:30',
    });
    expect(operations).toMatchObject([{ changes: { times: ['17:30', '05:15'] } }]);
  });

  it('gets another program from its day on only where it repeats', () => {
    expect(replaceOf(occurrence(), 'onward', 'other')).toMatchObject([
      { op: 'change', changes: { from: '2026-11-24', programId: 'other' } },
    ]);
    expect(replaceOf(occurrence({ rule: null }), 'onward', 'other')).toBeUndefined();
  });

  it('ends its entry the day before, and withdraws it when nothing of it is left', () => {
    expect(withdrawalOf(occurrence(), 'onward', '2026-11-20', 'Hết đợt')).toMatchObject([
      { op: 'change', changes: { from: '2026-11-21', until: '2026-11-23' } },
    ]);
    expect(withdrawalOf(occurrence(), 'onward', '2026-11-23', 'Hết đợt')).toEqual([
      { op: 'withdraw', entryId: 'entry', because: 'Hết đợt' },
    ]);
  });

  it('leaves out its station: by name where stations are named, else as an exception of the group', () => {
    expect(leaveOutOf(occurrence())).toMatchObject([{ changes: { stationIds: ['two'] } }]);
    expect(leaveOutOf(occurrence({ stationIds: ['one'] }))).toBeUndefined();
    expect(leaveOutOf(occurrence({ everywhere: true, stationIds: [], leftOut: ['three'] }))).toMatchObject([
      { changes: { leftOut: ['three', 'one'] } },
    ]);
  });
});
