import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { ScheduleTick } from '../../../src/scheduling/planning/schedule.tick.js';
import type { EntryDetails, PlacedEntry } from '../../../src/scheduling/entries/entries.schemas.js';
import type { GapView } from '../../../src/scheduling/timeline/gaps.schemas.js';
import { except, undoException } from '../../factories/entry.factory.js';
import { personWith } from '../../factories/person.factory.js';
import { anApprovedProgram } from '../../factories/program.factory.js';
import { centreWith, newStation } from '../../factories/station.factory.js';
import { startService, type TestService } from '../../support/service.js';
import { aSchedule, MONDAY, type Schedule, STAY_SIGNED_IN } from './schedule-scene.js';

describe('an exception of an entry', () => {
  let service: TestService;
  let schedule: Schedule;
  let here: string;
  let there: string;
  let entryId: string;

  beforeAll(async () => {
    service = await startService({ at: MONDAY, settings: STAY_SIGNED_IN });
  });
  afterAll(() => service.stop());
  beforeEach(async () => {
    schedule = await aSchedule(service, { usual: { until: '2026-03-06', times: ['05:15', '17:15'] } });
    [here = '', there = ''] = schedule.stationIds;
    entryId = (await schedule.place()).id;
  });

  const put = (exception: Record<string, unknown>) =>
    except<EntryDetails & { code: string }>(schedule.editor.client, entryId, exception);
  const USUAL = [
    '03-02 17:15',
    '03-03 05:15',
    '03-03 17:15',
    '03-04 05:15',
    '03-04 17:15',
    '03-05 05:15',
    '03-05 17:15',
    '03-06 05:15',
    '03-06 17:15',
  ];
  const without = (...times: string[]) => USUAL.filter((time) => !times.includes(time));

  it('skips a day or one time of it, at all stations or at one, and can be undone', async () => {
    const { status, body } = await put({ action: 'skip', from: '2026-03-03', note: 'Nghỉ lễ' });
    expect([status, body.exceptions]).toMatchObject([200, [{ action: 'skip', from: '2026-03-03', note: 'Nghỉ lễ' }]]);
    expect((await put({ action: 'skip', from: '2026-03-04', slot: 1, stationId: here })).status).toBe(200);
    expect(await schedule.airs(entryId, here)).toEqual(without('03-03 05:15', '03-03 17:15', '03-04 17:15'));
    expect(await schedule.airs(entryId, there)).toEqual(without('03-03 05:15', '03-03 17:15'));
    await service.get(ScheduleTick).planEverything();
    expect(await schedule.airs(entryId, there)).toEqual(without('03-03 05:15', '03-03 17:15'));
    const [skipped] = body.exceptions;
    expect((await undoException(schedule.editor.client, entryId, skipped?.id ?? '')).status).toBe(200);
    expect(await schedule.airs(entryId, there)).toEqual(USUAL);
    expect((await undoException(schedule.editor.client, entryId, skipped?.id ?? '')).status).toBe(404);
  });

  it('moves an occurrence to another time or day, and keeps its name', async () => {
    await put({ action: 'move', from: '2026-03-03', slot: 0, toTime: '06:30' });
    await put({ action: 'move', from: '2026-03-04', slot: 1, toDay: '2026-03-07', toTime: '09:00' });
    expect(await schedule.airs(entryId, here)).toEqual([
      '03-02 17:15',
      '03-03 06:30',
      ...without('03-02 17:15', '03-03 05:15', '03-04 17:15'),
      '03-07 09:00',
    ]);
    const { body } = await schedule.editor.client.get<EntryDetails>(`/entries/${entryId}`);
    const moved = body.nextAirings.filter(({ airsOn }) => airsOn === '2026-03-07');
    expect(moved).toMatchObject([
      { onDay: '2026-03-04', slot: 1 },
      { onDay: '2026-03-04', slot: 1 },
    ]);
  });

  it('plays another program on a day', async () => {
    const another = await schedule.anotherProgram(90);
    expect((await put({ action: 'replace', from: '2026-03-04', programId: another })).status).toBe(200);
    const played = await service.sql<{ day: string }>(
      `SELECT DISTINCT airs_on AS day FROM broadcasts WHERE entry_id = $1 AND program_id = $2`,
      [entryId, another],
    );
    expect(played).toEqual([{ day: '2026-03-04' }]);
  });

  it('of a station survives a change of the entry for all stations', async () => {
    await put({ action: 'move', from: '2026-03-05', slot: 0, stationId: here, toTime: '07:00' });
    const changes = { from: '2026-03-04', times: ['06:00', '18:00'] };
    expect((await schedule.editor.client.edit(`/entries/${entryId}`, changes)).status).toBe(200);
    const changed = ['03-02 17:15', '03-03 05:15', '03-03 17:15', '03-04 06:00', '03-04 18:00'];
    expect(await schedule.airs(entryId, there)).toEqual([
      ...changed,
      '03-05 06:00',
      '03-05 18:00',
      '03-06 06:00',
      '03-06 18:00',
    ]);
    expect(await schedule.airs(entryId, here)).toEqual([
      ...changed,
      '03-05 07:00',
      '03-05 18:00',
      '03-06 06:00',
      '03-06 18:00',
    ]);
  });

  it('is refused with nothing changed when it would clash, with others or with its own entry', async () => {
    await schedule.place({ times: ['06:00'] });
    for (const toTime of ['06:00', '17:15']) {
      const { status, body } = await put({ action: 'move', from: '2026-03-03', slot: 0, toTime });
      expect([status, body.code]).toEqual([409, toTime === '06:00' ? 'airtime-clash' : 'entry-overlaps-itself']);
    }
    expect((await put({ action: 'move', from: '2026-03-03', slot: 0, toTime: '04:00' })).body.code).toBe(
      'outside-allowed-hours',
    );
    expect(await schedule.airs(entryId, here)).toEqual(USUAL);
  });

  it('cannot be undone once its place is taken; nothing changes then', async () => {
    const { body } = await put({ action: 'skip', from: '2026-03-03', slot: 0 });
    await schedule.place({ rule: null, startsOn: '2026-03-03', until: null, times: ['05:15'] });
    const answer = await undoException<{ code: string }>(schedule.editor.client, entryId, body.exceptions[0]?.id ?? '');
    expect([answer.status, answer.body.code]).toEqual([409, 'airtime-clash']);
    expect(await schedule.airs(entryId, here)).toEqual(without('03-03 05:15'));
  });

  it('may take away what begins within minutes, but not move it: it is frozen; what has begun stays', async () => {
    service.clock.moveTo('2026-03-02T10:10:00Z');
    const move = await put({ action: 'move', from: '2026-03-02', slot: 1, toTime: '18:00' });
    expect([move.status, move.body.code]).toEqual([409, 'frozen']);
    expect((await put({ action: 'skip', from: '2026-03-02', slot: 1 })).status).toBe(200);
    expect(await schedule.airs(entryId, here)).toEqual(without('03-02 17:15'));
    const kept = await service.sql("SELECT FROM broadcasts WHERE entry_id = $1 AND reason_code = 'no-longer-occurs'", [
      entryId,
    ]);
    expect(kept).toHaveLength(2);
    service.clock.moveTo('2026-03-02T22:16:00Z');
    expect((await put({ action: 'skip', from: '2026-03-03', slot: 0 })).body.code).toBe('frozen');
    const toThePast = { action: 'move', from: '2026-03-04', toDay: '2026-03-02' };
    expect((await put(toThePast)).body).toMatchObject({
      code: 'frozen',
      earliest: '2026-03-03',
      earliestTime: '05:17',
    });
  });

  it('goes before earlier ones, for the occurrences that it is about', async () => {
    await put({ action: 'skip', from: '2026-03-03', until: '2026-03-05' });
    expect(await schedule.airs(entryId, here)).toEqual(['03-02 17:15', '03-06 05:15', '03-06 17:15']);
    const moved = await put({ action: 'move', from: '2026-03-04', slot: 1, toTime: '18:15' });
    expect(moved.body.exceptions.map(({ action }) => action)).toEqual(['skip', 'move']);
    expect(await schedule.airs(entryId, here)).toEqual(['03-02 17:15', '03-04 18:15', '03-06 05:15', '03-06 17:15']);
    await put({ action: 'skip', from: '2026-03-04', until: '2026-03-06', slot: 1 });
    expect(await schedule.airs(entryId, here)).toEqual(['03-02 17:15', '03-06 05:15']);
  });

  it('with another program lets what was skipped air again, and what was moved at its new time', async () => {
    const another = await schedule.anotherProgram(90);
    const replaced = () =>
      service.sql<{ local: string }>(
        `SELECT to_char(starts_at AT TIME ZONE time_zone, 'MM-DD HH24:MI') AS local FROM broadcasts
         WHERE entry_id = $1 AND station_id = $2 AND program_id = $3 AND state = 'planned' ORDER BY 1`,
        [entryId, here, another],
      );
    await put({ action: 'skip', from: '2026-03-03', slot: 0 });
    await put({ action: 'move', from: '2026-03-04', slot: 1, toTime: '18:15' });
    await put({ action: 'skip', from: '2026-03-05', slot: 1, stationId: here });
    const { body } = await put({ action: 'replace', from: '2026-03-03', until: '2026-03-05', programId: another });
    expect(body.exceptions.map(({ action, from }) => [action, from])).toEqual([
      ['move', '2026-03-04'],
      ['skip', '2026-03-05'],
      ['replace', '2026-03-03'],
    ]);
    const times = ['03-03 05:15', '03-03 17:15', '03-04 05:15', '03-04 18:15', '03-05 05:15'];
    expect((await replaced()).map(({ local }) => local)).toEqual(times);
    expect(await schedule.airs(entryId, there)).toEqual([...without('03-04 17:15'), '03-04 18:15'].toSorted());
  });

  it('is put back with all that it took the place of when its change is undone', async () => {
    const { body } = await put({ action: 'move', from: '2026-03-03', slot: 0, toTime: '06:30' });
    const moved = await schedule.airs(entryId, here);
    const { changeId } = await schedule.do([
      { op: 'except', entryId, exception: { action: 'skip', from: '2026-03-03', until: '2026-03-04' } },
      { op: 'except', entryId, exception: { action: 'move', from: '2026-03-04', slot: 1, toTime: '18:15' } },
    ]);
    expect(await schedule.airs(entryId, here)).toEqual([
      '03-02 17:15',
      '03-04 18:15',
      ...without('03-02 17:15', '03-03 05:15', '03-03 17:15', '03-04 05:15', '03-04 17:15'),
    ]);
    await schedule.undo(changeId);
    expect(await schedule.airs(entryId, here)).toEqual(moved);
    expect((await schedule.entryOf(entryId)).exceptions).toEqual(body.exceptions);
  });

  it('must be about something', async () => {
    for (const wrong of [{ from: '2026-03-20' }, { from: '2026-03-03', slot: 2 }]) {
      expect((await put({ action: 'skip', ...wrong })).body.code).toBe('no-such-occurrence');
    }
    const { id: elsewhere } = await newStation(service, { servedBy: schedule.centre.id });
    expect((await put({ action: 'skip', from: '2026-03-03', stationId: elsewhere })).body.code).toBe(
      'no-such-occurrence',
    );
    const { body } = await put({
      action: 'move',
      from: '2026-03-03',
      until: '2026-03-05',
      toTime: '09:00',
      slot: null,
    });
    expect(body.code).toBe('entry-overlaps-itself');
  });
});

describe('the clocks of a zone', () => {
  it('that skip a time leave a gap that says so, and a time that comes twice airs the first time', async () => {
    // The clocks of Lord Howe go forward by half an hour at 02:00 on 4 October.
    const service = await startService({ at: '2026-10-01T00:00:00Z', settings: { ALLOWED_FROM: '00:00' } });
    try {
      const centre = await centreWith(service, { stations: 0 });
      const { id } = await newStation(service, { servedBy: centre.id, timeZone: 'Australia/Lord_Howe' });
      const editor = await personWith(service, 'editor', { kind: 'centre', id: centre.id });
      const { id: programId } = await anApprovedProgram(service, { centreId: centre.id, seconds: 60 });
      const entry = { centreId: centre.id, programId, rule: 'FREQ=DAILY', startsOn: '2026-10-03', stationIds: [id] };
      const { body } = await editor.client.post<PlacedEntry>('/entries', { ...entry, times: ['02:15', '02:45'] });
      const gaps = await editor.client.get<{ items: GapView[] }>(`/gaps?entryId=${body.id}`);
      expect(gaps.body.items).toMatchObject([
        { code: 'clock-skipped', onDay: '2026-10-04', slot: 0, startsAt: '2026-10-03T15:30:00.000Z' },
      ]);
      service.clock.moveTo('2027-04-01T00:00:00Z');
      const back = { ...entry, startsOn: '2027-04-03', until: '2027-04-05', times: ['01:45'] };
      const again = await personWith(service, 'editor', { kind: 'centre', id: centre.id });
      const twice = await again.client.post<PlacedEntry>('/entries', back);
      expect(twice.body.nextAirings.map(({ startsAt, note }) => [startsAt, note])).toEqual([
        ['2027-04-02T14:45:00.000Z', null],
        ['2027-04-03T14:45:00.000Z', 'clock-twice'],
        ['2027-04-04T15:15:00.000Z', null],
      ]);
      expect(body.nextAirings.slice(1, 4).map(({ startsAt }) => startsAt)).toEqual([
        '2026-10-02T16:15:00.000Z',
        '2026-10-03T15:45:00.000Z',
        '2026-10-04T15:15:00.000Z',
      ]);
    } finally {
      await service.stop();
    }
  });
});
