import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays } from '../../../src/platform/clock/local-day.js';
import type { ProposedTimelineView } from '../../../src/scheduling/timeline/proposed-timeline.schemas.js';
import type { TimelineItemView } from '../../../src/scheduling/timeline/timeline.schemas.js';
import { except } from '../../factories/entry.factory.js';
import { personWith, type TestPerson } from '../../factories/person.factory.js';
import { anApprovedProgram } from '../../factories/program.factory.js';
import { hours, minutesOf, quietDays } from '../../factories/rules.factory.js';
import { centreWith, newGroup, type TestCentre } from '../../factories/station.factory.js';
import { computedThenPlanned, nothingPlanned, timelineAt } from './compare-timelines.js';
import { startService, type TestService } from '../../support/service.js';
import { randomRuns } from '../../support/random-runs.js';

// Monday, 08:00 in Vietnam; planned are the days until 16 March.
const NOW = '2026-03-02T01:00:00Z';
describe('the timeline of a station', () => {
  let service: TestService;
  let centre: TestCentre;
  let editor: TestPerson;
  let administrator: TestPerson;
  let station: string;
  let other: string;
  beforeAll(async () => {
    service = await startService({
      at: NOW,
      settings: { ALLOWED_FROM: '00:00', ALLOWED_UNTIL: '24:00', REQUESTS_PER_MINUTE: '1000000' },
    });
  });
  afterAll(() => service.stop());
  const anew = async () => {
    service.clock.moveTo(NOW);
    centre = await centreWith(service, { stations: 2 });
    await nothingPlanned(service, NOW);
    [station = '', other = ''] = centre.stations.map(({ id }) => id);
    editor = await personWith(service, 'editor', { kind: 'centre', id: centre.id });
    administrator = await personWith(service, 'administrator', { kind: 'centre', id: centre.id });
  };

  const day = fc.nat(12).map((days) => addDays('2026-03-19', days));
  const entry = fc.record({
    rule: fc.constantFrom(
      'FREQ=DAILY',
      'FREQ=WEEKLY;BYDAY=MO,TH',
      'FREQ=WEEKLY;INTERVAL=2;BYDAY=TU',
      'FREQ=MONTHLY;BYDAY=-1WE',
    ),
    times: fc.uniqueArray(fc.constantFrom('00:05', '05:15', '05:30', '06:00', '17:15', '23:55'), {
      minLength: 1,
      maxLength: 3,
    }),
    seconds: fc.constantFrom(60, 600, 1_800),
    priority: fc.constantFrom('normal', 'priority'),
    where: fc.constantFrom('first', 'both', 'group', 'everywhere'),
    until: fc.option(day),
  });
  const change = fc.oneof(
    fc.record({ kind: fc.constant('skip' as const), which: fc.nat(2), from: day, here: fc.boolean() }),
    fc.record({ kind: fc.constant('move' as const), which: fc.nat(2), from: day, here: fc.boolean(), toDay: day }),
    fc.record({ kind: fc.constant('join' as const), from: day }),
    fc.record({ kind: fc.constant('quiet' as const), from: day }),
    fc.record({ kind: fc.constant('minutes' as const), minutes: fc.integer({ min: 1, max: 40 }) }),
    fc.record({ kind: fc.constant('narrow' as const), from: day }),
  );
  type Change = typeof change extends fc.Arbitrary<infer One> ? One : never;

  const setRules = (kind: string, periods: object[]) =>
    administrator.client.edit(`/centres/${centre.id}/airtime-rules/${kind}`, { kind, periods }, 'PUT');
  async function act(one: Change, entryIds: readonly string[], groupId: string): Promise<void> {
    if (one.kind === 'join') {
      await administrator.client.post(`/groups/${groupId}/members`, { stationIds: [other], from: one.from });
    } else if (one.kind === 'quiet') await setRules('quiet', quietDays('Nghỉ', one.from, addDays(one.from, 1)));
    else if (one.kind === 'minutes') await setRules('dayparts', minutesOf('Sáng', '05:00', '07:00', one.minutes));
    else if (one.kind === 'narrow')
      await setRules(
        'hours',
        hours('05:20', '24:00').map((period) => ({ ...period, from: one.from })),
      );
    else {
      const { which, here, kind: action, ...days } = one;
      const id = entryIds[which];
      if (id) await except(editor.client, id, { ...days, action, slot: 0, stationId: here ? station : null });
    }
  }

  it('computes for a day what is planned on it later, whatever is placed and changed', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(entry, { minLength: 2, maxLength: 4 }),
        fc.array(change, { maxLength: 4 }),
        async (entries, changes) => {
          await anew();
          const groupId = await newGroup(service, centre.id, [station]);
          const entryIds: string[] = [];
          for (const { seconds, where, ...one } of entries) {
            const { body } = await editor.client.post<{ id?: string }>('/entries', {
              ...one,
              centreId: centre.id,
              programId: (await anApprovedProgram(service, { centreId: centre.id, seconds })).id,
              startsOn: '2026-03-02',
              stationIds: { first: [station], both: [station, other], group: [], everywhere: [] }[where],
              groupIds: where === 'group' ? [groupId] : [],
              everywhere: where === 'everywhere',
            });
            if (body.id) entryIds.push(body.id);
          }
          for (const one of changes) await act(one, entryIds, groupId);
          await computedThenPlanned(service, [station, other], ['2026-03-20', '2026-03-28']);
        },
      ),
      randomRuns(4),
    );
  });

  it('is shown before and after a change, with what differs, without storing anything: as the change leaves it', async () => {
    await anew();
    const normal = {
      centreId: centre.id,
      rule: 'FREQ=DAILY',
      times: ['17:15'],
      startsOn: '2026-03-02',
      stationIds: [station],
    };
    const { id: playedId } = await anApprovedProgram(service, { centreId: centre.id, seconds: 60 });
    const { id } = (await editor.client.post<{ id: string }>('/entries', { ...normal, programId: playedId })).body;
    const programId = (await anApprovedProgram(service, { centreId: centre.id, seconds: 60, title: 'Tin bão' })).id;
    const days = { from: '2026-03-16', until: '2026-03-18' };
    const urgent = { ...normal, programId, startsOn: '2026-03-16', priority: 'priority' };
    const operations = [
      { op: 'place', entry: urgent },
      {
        op: 'except',
        entryId: id,
        exception: { action: 'move', from: '2026-03-17', slot: null, stationId: null, toTime: '06:00' },
      },
    ];
    const shown = await editor.client.post<ProposedTimelineView>('/schedule/timeline', {
      stationId: station,
      ...days,
      operations,
    });
    expect([shown.status, shown.body]).toEqual([200, expect.anything()]);
    const { before, after, differences } = shown.body;
    expect(differences.map((one) => [one.kind, one.before?.title, one.after?.title ?? null, one.after?.time])).toEqual([
      ['displaced', expect.any(String), expect.any(String), '17:15'],
      ['new', undefined, 'Tin bão', '17:15'],
      ['moved', expect.any(String), expect.any(String), '06:00'],
      ['new', undefined, 'Tin bão', '17:15'],
      ['displaced', expect.any(String), expect.any(String), '17:15'],
      ['new', undefined, 'Tin bão', '17:15'],
    ]);
    expect((await timelineAt(service, station, [days.from, days.until])).days).toEqual(before);
    expect((await editor.client.post('/schedule/changes', { operations })).status).toBe(200);
    const names = ({ time, title, state, reason }: TimelineItemView) => [time, title, state, reason];
    const left = (await timelineAt(service, station, [days.from, days.until])).days;
    expect(left.map(({ items }) => items.map(names))).toEqual(after.map(({ items }) => items.map(names)));
  });
});
