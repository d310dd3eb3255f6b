import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays } from '../../../src/platform/clock/local-day.js';
import { waysOut } from '../../../src/scheduling/clashes/ways-out.js';
import { NewScheduleChange } from '../../../src/scheduling/operations/operations.schemas.js';
import {
  after,
  anyScene,
  BOTH,
  FIRST,
  type Item,
  meets,
  OPEN,
  type Scene,
  sceneOf,
  STATIONS,
  takenAt,
  type When,
  type World,
} from './clash-scene.js';
import { randomRuns } from '../../support/random-runs.js';

const airingsOf = (items: readonly Item[]) => items.flatMap((one) => STATIONS.flatMap((at) => takenAt(one, at)));

/** Where the wanted one has been moved out of the daypart. */
function airedOutside(wanted: readonly Item[], { meeting }: Scene) {
  const [first] = meeting.wanted.occurrences;
  return airingsOf(wanted).filter(
    ({ slot, time, from, until }) =>
      slot === first?.slot &&
      ![first.time, '12:00', '06:59'].includes(time) &&
      (from < OPEN.from || until > OPEN.until),
  );
}

const codesOf = ({ meeting }: Scene, reader = BOTH) => waysOut(meeting, [], reader).map(({ code }) => code);

describe('the ways out of a clash', () => {
  it('are operations as the service takes them, after which the two do not meet, nor a third, within the daypart', () => {
    fc.assert(
      fc.property(anyScene, (scene) => {
        for (const { code, operations } of waysOut(scene.meeting, [], BOTH)) {
          expect([code, NewScheduleChange.parse({ operations }).operations]).toEqual([code, operations]);
          const { wanted, others } = after(scene, operations);
          const met = wanted.flatMap((one) => others.flatMap((other) => meets(one, other)));
          expect([code, wanted.length, met]).toEqual([code, 1, []]);
          expect([code, airedOutside(wanted, scene)]).toEqual([code, []]);
          const [was, is] = [[scene.other], others.slice(0, 1)].map((items) => airingsOf(items).length);
          expect([code, Number(is) < Number(was)]).toEqual([code, code === 'replace-other']);
        }
      }),
      randomRuns(200),
    );
  });

  it('take the other away where and when they meet, and nowhere else', () => {
    const names = (items: readonly Item[]) =>
      items.flatMap((one) => STATIONS.flatMap((at) => takenAt(one, at).map(({ day, time }) => `${at} ${day} ${time}`)));
    fc.assert(
      fc.property(anyScene, (scene) => {
        const { operations } = waysOut(scene.meeting, [], BOTH).find(({ code }) => code === 'replace-other') ?? {};
        const { others } = after(scene, operations ?? []);
        const met = new Set(
          meets(scene.wanted, scene.other).map(({ station, theirs: { day, time } }) => `${station} ${day} ${time}`),
        );
        const left = names([scene.other]).filter((name) => !met.has(name));
        expect(names(others.slice(0, 1)).toSorted()).toEqual(left.toSorted());
      }),
      randomRuns(200),
    );
  });

  const terms = (more: Partial<When> = {}): When => ({
    rule: 'FREQ=DAILY',
    startsOn: FIRST,
    stationIds: STATIONS.slice(0, 1),
    ...more,
  });
  const scene = (given: Partial<World> = {}): Scene => {
    const usual: World = {
      wanted: [terms(), 5, 30, false],
      other: [terms(), 10, -2, false],
      thirds: [],
      isByChange: false,
      today: FIRST,
    };
    const found = sceneOf({ ...usual, ...given });
    if (!found) throw new Error('they do not meet');
    return found;
  };
  const operationsOf = (found: Scene, code: string) =>
    waysOut(found.meeting, [], BOTH).find((one) => one.code === code)?.operations;

  it('are: take it away, air after it or before it', () => {
    const found = scene();
    expect(codesOf(found)).toEqual(['replace-other', 'after-it', 'shift']);
    expect(operationsOf(found, 'replace-other')).toMatchObject([{ op: 'withdraw' }, { op: 'place' }]);
    // It begins at 05:28 and ends half a minute before 05:38.
    expect(operationsOf(found, 'after-it')).toMatchObject([{ entry: { times: ['05:38'] } }]);
    expect(operationsOf(found, 'shift')).toMatchObject([{ entry: { times: ['05:23'] } }]);
  });

  it('take nothing away that the reader may not schedule', () => {
    expect(codesOf(scene(), { maySchedule: () => false })).toEqual(['after-it', 'shift']);
  });

  it('go past a third item, and are none where it leaves no room', () => {
    const full: [When, number, number] = [terms(), 20, 38];
    const before: [When, number, number] = [terms(), 19, 9];
    const found = scene({ thirds: [full, before] });
    expect(codesOf(found)).toEqual(['replace-other', 'shift']);
    expect(operationsOf(found, 'shift')).toMatchObject([{ entry: { times: ['05:04'] } }]);
  });

  it('leave out the stations where the two meet', () => {
    const found = scene({ wanted: [terms({ stationIds: STATIONS }), 5, 30, false] });
    expect(operationsOf(found, 'skip-stations')).toMatchObject([
      { op: 'place', entry: { stationIds: STATIONS.slice(1) } },
    ]);
  });

  it('move the one occurrence that meets an item for one day', () => {
    const found = scene({ other: [terms({ rule: null, startsOn: addDays(FIRST, 3) }), 10, -2, false] });
    const entryId = found.wanted.definition.entry.id;
    expect(operationsOf(found, 'only-this-occurrence')).toMatchObject([
      { op: 'place', entryId },
      { op: 'except', entryId, exception: { action: 'move', from: addDays(FIRST, 3), slot: 0, toTime: '05:23' } },
    ]);
    expect(operationsOf(found, 'replace-other')).toMatchObject([{ op: 'withdraw' }, { op: 'place' }]);
  });

  it('only skip an occurrence of a daily one, and only one of its times', () => {
    const forOneDay = scene({ wanted: [terms({ rule: null, startsOn: addDays(FIRST, 3) }), 5, 30, false] });
    expect(operationsOf(forOneDay, 'replace-other')).toMatchObject([
      { op: 'except', exception: { action: 'skip', from: addDays(FIRST, 3), stationId: null } },
      { op: 'place' },
    ]);
    const twice = scene({ other: [terms(), 10, -2, true] });
    expect(operationsOf(twice, 'replace-other')).toMatchObject([
      { op: 'except', exception: { action: 'skip', from: FIRST } },
      { op: 'change', changes: { from: addDays(FIRST, 1), times: ['17:00'] } },
      { op: 'place' },
    ]);
  });

  it('do not take it away when not all places are known where the two meet', () => {
    const found = scene({ wanted: [terms({ stationIds: STATIONS }), 5, 30, false], other: [terms(), 10, -2, true] });
    const ways = waysOut({ ...found.meeting, isWhole: false, met: [] }, [], BOTH);
    expect(ways.map(({ code }) => code)).toEqual(['after-it', 'shift']);
  });

  it('end what has aired before on the day before the first meeting, and skip it while the wanted one lasts', () => {
    const today = addDays(FIRST, 2);
    const from = addDays(FIRST, 5);
    const forEver = scene({ wanted: [terms({ startsOn: from }), 5, 30, false], today });
    expect(operationsOf(forEver, 'replace-other')).toMatchObject([
      { op: 'change', changes: { from: today, until: addDays(from, -1) } },
      { op: 'place' },
    ]);
    const forAWeek = scene({ wanted: [terms({ startsOn: from, days: 7 }), 5, 30, false], today });
    expect(operationsOf(forAWeek, 'replace-other')).toMatchObject([
      { op: 'except', exception: { action: 'skip', from, until: addDays(from, 6), stationId: null } },
      { op: 'place' },
    ]);
  });

  it('leave the other one its other days of the week', () => {
    const found = scene({ wanted: [terms({ rule: 'FREQ=WEEKLY;BYDAY=MO,TH' }), 5, 30, false], today: '2026-03-01' });
    expect(operationsOf(found, 'replace-other')).toMatchObject([
      { op: 'change', changes: { from: FIRST, rule: 'FREQ=WEEKLY;BYDAY=TU,WE,FR,SA,SU' } },
      { op: 'place' },
    ]);
  });
});
