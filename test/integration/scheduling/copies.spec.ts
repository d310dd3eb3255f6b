import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { uuidv7 } from '../../../src/platform/uuid.js';
import { personWith } from '../../factories/person.factory.js';
import { centreWith } from '../../factories/station.factory.js';
import { startService, type TestService } from '../../support/service.js';
import { aSchedule, MONDAY, type Schedule } from './schedule-scene.js';

let service: TestService;
let schedule: Schedule;

beforeAll(async () => {
  service = await startService({ at: MONDAY });
});
afterAll(() => service.stop());
beforeEach(async () => {
  const usual = { rule: 'FREQ=WEEKLY;BYDAY=MO,TH', times: ['05:15'] };
  schedule = await aSchedule(service, { stations: 3, seconds: 300, usual });
});

const place = async (more: Record<string, unknown> = {}) => (await schedule.place(more)).id;

describe('a copy', () => {
  it('copies an entry, as it is but for what is said, and undoes that', async () => {
    const id = await place({ stationIds: [schedule.stationIds[0]], startWithin: 60 });
    const copyId = uuidv7();
    const copy = (changes: object) => ({ op: 'copy' as const, entryId: id, copyId, changes });
    expect((await schedule.tryToDo([copy({ startsOn: '2026-03-02' })])).body).toMatchObject({
      code: 'airtime-clash',
      operation: 0,
    });
    const { changeId, entryIds } = await schedule.do([copy({ startsOn: '2026-03-05', times: ['18:00'] })]);
    expect(entryIds).toEqual([copyId]);
    expect(await schedule.airs(copyId)).toEqual(['03-05 18:00', '03-09 18:00', '03-12 18:00', '03-16 18:00']);
    expect(await schedule.entryOf(copyId)).toMatchObject({
      startWithin: 60,
      terms: [{ rule: 'FREQ=WEEKLY;BYDAY=MO,TH', stationIds: [schedule.stationIds[0]], until: null }],
    });
    await schedule.undo(changeId);
    expect(await schedule.airs(copyId)).toEqual([]);
    const stranger = await personWith(service, 'editor', { kind: 'centre', id: (await centreWith(service)).id });
    const theirs = await schedule.tryToDo([copy({ startsOn: '2026-03-05' })], { by: stranger });
    expect([theirs.status, theirs.body.ids]).toEqual([404, [id]]);
  });

  it('copies an entry that has ended only with an end, and keeps the distance of single days', async () => {
    const ended = await place({ until: '2026-03-05' });
    const later = (changes: object) => ({
      op: 'copy' as const,
      entryId: ended,
      changes: { startsOn: '2026-03-09', ...changes },
    });
    const refused = await schedule.tryToDo([later({})]);
    expect([refused.status, refused.body.errors]).toMatchObject([400, [{ pointer: '/operations/0/changes/until' }]]);
    expect((await schedule.tryToDo([later({ until: null })], { dryRun: true })).status).toBe(200);
    const once = await place({ rule: null, startsOn: '2026-03-03', extraDays: ['2026-03-06'], times: ['09:00'] });
    const { entryIds } = await schedule.do([{ op: 'copy', entryId: once, changes: { startsOn: '2026-03-10' } }]);
    expect(await schedule.airs(entryIds[0] ?? '')).toEqual(['03-10 09:00', '03-13 09:00']);
  });

  it('copies a week: days are added to the entries of that week', async () => {
    await place({ rule: null, startsOn: '2026-03-04', times: ['05:15', '17:15'] });
    const made = await schedule.do([
      { op: 'copy-week', centreId: schedule.centre.id, from: '2026-03-02', to: '2026-03-09' },
    ]);
    expect(made.consequences.totals).toEqual({ new: 2 * 3 });
    // It says that this is all, and until when it has counted.
    expect([made.plannedUntil, made.continues]).toEqual(['2026-03-16', false]);
    expect(await schedule.plannedTimes()).toEqual(['03-04 05:15', '03-04 17:15', '03-11 05:15', '03-11 17:15']);
    const again = await schedule.tryToDo([
      { op: 'copy-week', centreId: schedule.centre.id, from: '2026-03-02', to: '2026-03-09' },
    ]);
    expect([again.status, again.body.changeId, again.body.entryIds]).toEqual([200, null, []]);
    const wrong = await schedule.tryToDo([
      { op: 'copy-week', centreId: schedule.centre.id, from: '2026-03-03', to: '2026-03-09' },
    ]);
    expect(wrong.status).toBe(400);
  });

  it('copies a week as it aired, without doubles: what was moved or taken off is so in the other week too', async () => {
    const [first = '', second = ''] = schedule.stationIds;
    const { id: daily, continues } = await schedule.place({ rule: 'FREQ=DAILY' });
    expect(continues).toBe(true);
    const other = await schedule.anotherProgram(300);
    const except = (from: string, exception: object) => ({
      op: 'except' as const,
      entryId: daily,
      exception: { from, ...exception },
    });
    await schedule.do([
      except('2026-03-03', { action: 'move', toTime: '12:00' }),
      except('2026-03-04', { action: 'move', toDay: '2026-03-05', toTime: '06:00' }),
      except('2026-03-05', { action: 'skip', stationId: first }),
      except('2026-03-06', { action: 'move', toTime: '13:00', stationId: second }),
      except('2026-03-07', { action: 'replace', programId: other }),
    ]);
    await schedule.do([{ op: 'copy-week', centreId: schedule.centre.id, from: '2026-03-02', to: '2026-03-09' }]);
    const aired = async (station: string, days: string[]) =>
      (await schedule.airs(daily, station)).filter((time) => days.includes(time.slice(0, 5)));
    const days = ['03-10', '03-11', '03-12', '03-13'];
    expect(await aired(first, days)).toEqual(['03-10 12:00', '03-12 06:00', '03-13 05:15']);
    expect(await aired(second, days)).toEqual(['03-10 12:00', '03-12 05:15', '03-12 06:00', '03-13 13:00']);
    const rows = (await schedule.rows()) as { entry: string; at: Date; program: string }[];
    const onSaturday = rows.filter(({ at }) => at.toISOString() === '2026-03-13T22:15:00.000Z');
    expect(onSaturday.map(({ program }) => program)).toEqual([other, other, other]);
    expect(new Set(rows.map(({ entry }) => entry))).toEqual(new Set([daily]));
  });
});
