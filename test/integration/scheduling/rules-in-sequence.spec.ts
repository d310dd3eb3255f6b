import { afterAll, beforeAll, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ScheduleTick } from '../../../src/scheduling/planning/schedule.tick.js';
import type { ChangedAirtimeRules } from '../../../src/scheduling/changes/airtime-rules.schemas.js';
import type { PlacedEntry } from '../../../src/scheduling/entries/entries.schemas.js';
import { personWith, type TestPerson } from '../../factories/person.factory.js';
import { anApprovedProgram } from '../../factories/program.factory.js';
import { hours, minutesOf, quietDays } from '../../factories/rules.factory.js';
import { centreWith } from '../../factories/station.factory.js';
import { startService, type TestService } from '../../support/service.js';
import { randomRuns } from '../../support/random-runs.js';

// Monday, 08:00 in Vietnam.
const NOW = '2026-03-02T01:00:00Z';

let service: TestService;
let administrator: TestPerson;
/** A centre, a unit and a station that may have rules, as in paths. */
let owners: string[];
let entryIds: string[];

beforeAll(async () => {
  service = await startService({ at: NOW, settings: { REQUESTS_PER_MINUTE: '1000000' } });
  administrator = await personWith(service, 'administrator');
  const centre = await centreWith(service, { stations: 2 });
  const editor = await personWith(service, 'editor', { kind: 'centre', id: centre.id });
  const [first, second] = centre.stations;
  owners = [`centres/${centre.id}`, `units/${first?.unitId}`, `stations/${first?.id}`, `stations/${second?.id}`];
  entryIds = [];
  for (const [seconds, time] of [
    [600, '06:00'],
    [1_200, '06:30'],
    [300, '17:15'],
    [900, '20:30'],
  ] as const) {
    const { id: programId } = await anApprovedProgram(service, { centreId: centre.id, seconds });
    const when = { rule: 'FREQ=DAILY', times: [time], startsOn: '2026-03-02' };
    const stationIds = centre.stations.map(({ id }) => id);
    const entry = { centreId: centre.id, programId, ...when, stationIds };
    entryIds.push((await editor.client.post<PlacedEntry>('/entries', entry)).body.id);
  }
});
afterAll(() => service.stop());

const rules = fc.oneof(
  fc.constantFrom(hours('05:00', '18:00'), hours('06:15', '21:00'), hours('17:00', '07:00', [2, 4])).map((periods) => ({
    kind: 'hours',
    periods,
  })),
  fc
    .constantFrom(minutesOf('Sáng', '05:00', '08:00', 25), minutesOf('Tối', '17:00', '22:00', 15))
    .map((periods) => ({ kind: 'dayparts', periods })),
  fc
    .constantFrom(
      quietDays('Giỗ tổ', '2026-03-04', '2026-03-06'),
      quietDays('Hội làng', '2026-03-05', '2026-03-05', null),
      quietDays('Tết', '2026-03-05', '2026-03-09', [{ from: '17:00', to: '18:00' }]),
    )
    .map((periods) => ({ kind: 'quiet', periods })),
  fc.constantFrom('hours', 'dayparts', 'quiet').map((kind) => ({ kind, periods: [] })),
);
const change = fc.record({ owner: fc.nat(3), asked: rules });

const timeline = () =>
  service.sql<{ id: string }>(
    "SELECT id, starts_at FROM broadcasts WHERE entry_id = ANY ($1) AND state = 'planned' ORDER BY id",
    [entryIds],
  );
const set = async (owner: number, asked: { kind: string; periods: object[] }, more: object = {}) => {
  const path = `/${owners[owner]}/airtime-rules/${asked.kind}`;
  const answer = await administrator.client.edit<ChangedAirtimeRules>(path, { ...asked, ...more }, 'PUT');
  expect([answer.status, answer.body]).toEqual([200, expect.anything()]);
  return answer.body.consequences;
};

it('whatever rules are set one after the other: a dry run tells what is done, no tick has more to do, and all returns', async () => {
  const before = await timeline();
  await fc.assert(
    fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 4 }), async (changes) => {
      for (const { owner, asked } of changes) {
        const was = await timeline();
        const tried = await set(owner, asked, { dryRun: true });
        expect(await timeline()).toEqual(was);
        expect(await set(owner, asked)).toEqual(tried);
        const now = await timeline();
        expect(now).toHaveLength(was.length - (tried.totals.gap ?? 0) + (tried.totals.returned ?? 0));
        await service.get(ScheduleTick).planEverything();
        expect(await timeline()).toEqual(now);
      }
      for (const { owner, asked } of changes) await set(owner, { ...asked, periods: [] });
      expect(await timeline()).toEqual(before);
    }),
    randomRuns(10),
  );
});
