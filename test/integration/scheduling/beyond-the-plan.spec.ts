import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { ProposedTimelineView } from '../../../src/scheduling/timeline/proposed-timeline.schemas.js';
import { personWith, type TestPerson } from '../../factories/person.factory.js';
import { minutesOf, quietDays } from '../../factories/rules.factory.js';
import { startService, type TestService } from '../../support/service.js';
import { aSchedule, MONDAY, type Schedule, setRules, STAY_SIGNED_IN } from './schedule-scene.js';

describe('what is asked for days that are not planned yet', () => {
  let service: TestService;
  let schedule: Schedule;
  let administrator: TestPerson;

  beforeAll(async () => {
    service = await startService({ at: MONDAY, settings: STAY_SIGNED_IN });
  });
  afterAll(() => service.stop());
  beforeEach(async () => {
    schedule = await aSchedule(service, { seconds: 600 });
    administrator = await personWith(service, 'administrator');
  });

  const rules = () => `centres/${schedule.centre.id}`;

  it('names the last day of which the answer tells', async () => {
    const quiet = { periods: quietDays('Tết', '2026-06-01', '2026-06-02'), dryRun: true };
    const { status, body } = await setRules(administrator, rules(), 'quiet', quiet);
    expect([status, body.consequences.totals, body.plannedUntil]).toEqual([200, {}, '2026-03-16']);
    const later = { op: 'place' as const, entry: schedule.entry({ startsOn: '2026-06-01' }) };
    const tried = await schedule.tryToDo([later], { dryRun: true });
    expect([tried.status, tried.body.plannedUntil]).toEqual([200, '2026-03-16']);
  });

  it('shows as a gap what has no minutes there', async () => {
    const { status } = await setRules(administrator, rules(), 'dayparts', {
      periods: minutesOf('Sáng', '05:00', '07:00', 15),
    });
    expect(status).toBe(200);
    await schedule.place({ times: ['05:30'], startsOn: '2026-03-03' });
    const entry = schedule.entry({ times: ['06:00'], startsOn: '2026-06-01', until: '2026-06-01' });
    const proposed = await schedule.editor.client.post<ProposedTimelineView>('/schedule/timeline', {
      stationId: schedule.stationIds[0],
      operations: [{ op: 'place', entry }],
      from: '2026-06-01',
      until: '2026-06-02',
    });
    expect(proposed.body.differences).toMatchObject([
      { kind: 'gap', before: null, after: { time: '06:00', state: 'gap', reason: 'daypart-full', note: 'Sáng' } },
    ]);
  });
});
