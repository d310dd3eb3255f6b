import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ScheduleTick } from '../../../src/scheduling/planning/schedule.tick.js';
import type { ScheduleGridView } from '../../../src/scheduling/timeline/grid.schemas.js';
import type { TimelineView } from '../../../src/scheduling/timeline/timeline.schemas.js';
import { except } from '../../factories/entry.factory.js';
import { aHandover, placeBoth } from '../../factories/handover.factory.js';
import { personWith, type TestPerson } from '../../factories/person.factory.js';
import { anApprovedProgram, aSegment } from '../../factories/program.factory.js';
import { minutesOf, quietDays } from '../../factories/rules.factory.js';
import { centreWith, newGroup, type TestCentre } from '../../factories/station.factory.js';
import { startService, type TestService } from '../../support/service.js';
import { statementsDuring } from '../../support/statements.js';

// Monday, 08:00 in Vietnam; planned are the days until 16 March.
const NOW = '2026-03-02T01:00:00Z';
const WEEK = 'from=2026-03-03&until=2026-03-09';
// The last two days are computed.
const LATER = 'from=2026-03-12&until=2026-03-18';
const STATIONS = 22;
const ITEMS = 12;
const KB = 1_000;

describe('the schedule of many stations', () => {
  let service: TestService;
  let centre: TestCentre;
  let editor: TestPerson;
  let ids: string[];
  let first: string;
  let last: string;
  let changedEntry: string;

  beforeAll(async () => {
    service = await startService({ at: NOW });
    centre = await centreWith(service, { stations: STATIONS });
    await service.get(ScheduleTick).tick();
    ids = centre.stations.map(({ id }) => id).toSorted();
    [first = '', last = ''] = [ids[0] ?? '', ids.at(-1) ?? ''];
    editor = await personWith(service, 'editor', { kind: 'centre', id: centre.id });
    for (let hour = 5; hour < 5 + ITEMS; hour += 1) {
      const title = `Chuyên mục cải cách hành chính lúc ${hour} giờ`;
      const { id: programId } = await anApprovedProgram(service, { centreId: centre.id, seconds: 300, title });
      const { status, body } = await editor.client.post<{ id: string }>('/entries', {
        centreId: centre.id,
        programId,
        rule: 'FREQ=DAILY',
        times: [`${String(hour).padStart(2, '0')}:15`],
        startsOn: '2026-03-03',
        stationIds: ids,
        priority: hour === 6 ? 'priority' : 'normal',
      });
      expect(status).toBe(201);
      changedEntry = body.id;
    }
    const skip = { from: '2026-03-05', action: 'skip', slot: null, stationId: last };
    expect((await except(editor.client, changedEntry, skip)).status).toBe(200);
  });
  afterAll(() => service.stop());

  const grid = async (query: string, by = editor): Promise<ScheduleGridView> => {
    const { status, body } = await by.client.get<ScheduleGridView>(`/schedule/grid?${query}`);
    expect([status, body]).toEqual([200, expect.anything()]);
    return body;
  };
  /** What the grid says of a station, written out. */
  const written = ({ days, stations, ...tables }: ScheduleGridView, id: string) => {
    const { cells = [] } = stations.find((one) => one.id === id) ?? {};
    return days.map((day, index) => {
      const cell = cells[index] ?? null;
      const items = cell === null ? null : tables.lists[cell];
      return [
        day,
        items?.map(([clock = 0, seconds, program = 0, entry = 0, state = 0, reason = 0]) => ({
          time: new Date(clock * 1_000).toISOString().slice(11, 16),
          seconds,
          title: tables.programs[program]?.title,
          topic: tables.programs[program]?.topic,
          entryId: tables.entries[entry]?.id,
          priority: tables.entries[entry]?.priority,
          state: tables.states[state],
          reason: tables.reasons[reason]?.code ?? null,
        })) ?? null,
      ];
    });
  };
  const timelineOf = async (id: string, days: string) => {
    const { body } = await editor.client.get<TimelineView>(`/stations/${id}/timeline?${days}`);
    return body.days.map(({ day, items }) => [
      day,
      items.map(({ time, seconds, title, topic, entryId, priority, state, reason }) => ({
        time,
        seconds,
        title,
        topic,
        entryId,
        priority,
        state,
        reason,
      })),
    ]);
  };

  it('says of each station what its timeline says, planned and computed', async () => {
    for (const days of [WEEK, LATER]) {
      const all = await grid(`centreId=${centre.id}&${days}`);
      expect(all.stations.map(({ id }) => id)).toEqual(ids);
      for (const id of [first, last]) expect(written(all, id)).toEqual(await timelineOf(id, days));
    }
  });

  it('sends what repeats once: 22 stations, 7 days and 12 items a day take less than 60 kB before compression', async () => {
    const all = await grid(`centreId=${centre.id}&${WEEK}`);
    expect(all.stations.flatMap(({ cells }) => cells)).toHaveLength(STATIONS * 7);
    expect(all.programs).toHaveLength(ITEMS);
    // The empty one, that of all days at all stations, and that of the day on which one item is skipped.
    expect(all.lists.map((list) => list.length)).toEqual([0, ITEMS, ITEMS - 1]);
    expect(JSON.stringify(all).length).toBeLessThan(20 * KB);
  });

  it('takes less than 60 kB also when no two stations have the same day', async () => {
    const entries = await service.sql<{ id: string }>('SELECT id FROM entries ORDER BY id');
    await service.sql(
      `UPDATE broadcasts b SET state = 'gap', reason_code = 'quiet-day', note = 'Ngày ' || s.n
       FROM (SELECT id, row_number() OVER (ORDER BY id) AS n FROM stations) s
       WHERE s.id = b.station_id AND b.entry_id = $1 AND b.airs_on BETWEEN '2026-03-03' AND '2026-03-09'`,
      [entries[0]?.id],
    );
    const all = await grid(`centreId=${centre.id}&${WEEK}`);
    expect(all.lists.length).toBeGreaterThan(STATIONS);
    expect(JSON.stringify(all).length).toBeLessThan(60 * KB);
    expect(written(all, first)[0]?.[1]?.[0]).toMatchObject({ state: 'gap', reason: 'quiet-day' });
    await service.sql(
      "UPDATE broadcasts SET state = 'planned', reason_code = NULL, note = NULL WHERE reason_code = 'quiet-day'",
    );
  });

  it('is asked for again for nothing: 304 until something changes', async () => {
    const path = `/schedule/grid?centreId=${centre.id}&${WEEK}`;
    const { headers } = await editor.client.get(path);
    const etag = headers.get('etag') ?? '';
    const again = () => editor.client.get(path, { 'if-none-match': etag });
    expect((await again()).status).toBe(304);
    await except(editor.client, changedEntry, { from: '2026-03-06', action: 'skip', slot: null, stationId: last });
    const { status, headers: changed } = await again();
    expect([status, changed.get('etag') === etag]).toEqual([200, false]);
  });

  it('takes as many statements for all stations as for two', async () => {
    const two = await statementsDuring(service, () => grid(`stationIds=${first},${last}&${LATER}`));
    const all = await statementsDuring(service, () => grid(`centreId=${centre.id}&${LATER}`));
    // Whether the centre is within reach is no query.
    expect(all).toBeLessThanOrEqual(two);
  });

  it('says of each station and day when programs may sound, how long, and on which days it is quiet', async () => {
    const administrator = await personWith(service, 'administrator', { kind: 'centre', id: centre.id });
    const setRules = async (owner: string, kind: string, periods: object[]) => {
      const path = `/${owner}/airtime-rules/${kind}`;
      const ifMatch = (await administrator.client.get(path)).headers.get('etag') ?? '';
      expect((await administrator.client.put(path, { kind, periods }, { 'if-match': ifMatch })).status).toBe(200);
    };
    await setRules(`centres/${centre.id}`, 'dayparts', minutesOf('Sáng', '05:00', '07:00', 600));
    await setRules(`stations/${first}`, 'quiet', quietDays('Lễ hội', '2026-03-14', '2026-03-14'));
    const { stations, airtime } = await grid(`centreId=${centre.id}&${LATER}`);
    const rulesOf = (id: string) => stations.find((one) => one.id === id)?.airtime.map((at) => airtime[at ?? -1]);
    const usual = { hours: [[5 * 3_600, 21 * 3_600]], quietDay: null, allowedSeconds: 36_000 };
    expect(rulesOf(last)).toEqual(Array.from({ length: 7 }, () => usual));
    expect(rulesOf(first)?.[2]).toEqual({ ...usual, hours: [], quietDay: 'Lễ hội' });
    expect(airtime).toHaveLength(2);
    await setRules(`stations/${first}`, 'quiet', []);
    await setRules(`centres/${centre.id}`, 'dayparts', []);
  });

  it('names the segment of each program', async () => {
    const segment = await aSegment(service, centre.id);
    const { programs } = await grid(`centreId=${centre.id}&${WEEK}`);
    await service.sql('UPDATE programs SET segment_id = $1 WHERE id = $2', [segment.id, programs[0]?.id]);
    const named = (await grid(`centreId=${centre.id}&${WEEK}`)).programs.map(({ segmentId }) => segmentId);
    expect(named).toEqual([segment.id, ...programs.slice(1).map(() => null)]);
  });

  it('is read a window of stations at a time', async () => {
    const whole = await grid(`centreId=${centre.id}&${WEEK}`);
    const page = await grid(`centreId=${centre.id}&${WEEK}&limit=20`);
    const rest = await grid(`centreId=${centre.id}&${WEEK}&limit=20&cursor=${page.next}`);
    expect([page.stations.length, rest.stations.length, rest.next]).toEqual([20, 2, null]);
    expect(written(rest, last)).toEqual(written(whole, last));
  });

  it('shows stations on the days on which they are in the group, are served, and may be seen', async () => {
    const groupId = await newGroup(service, centre.id, [first]);
    await service.sql('INSERT INTO station_group_members (group_id, station_id, valid) VALUES ($1, $2, $3)', [
      groupId,
      last,
      '[2026-03-05,2026-03-08)',
    ]);
    const ofGroup = await grid(`groupId=${groupId}&${WEEK}`);
    expect(
      written(ofGroup, last)
        .map(([, items]) => (items === null ? '-' : '+'))
        .join(''),
    ).toBe('--+++--');
    const operator = await personWith(service, 'operator', { kind: 'station', id: first });
    const own = await grid(`stationIds=${first}&${WEEK}`, operator);
    expect(own.stations.map(({ id }) => id)).toEqual([first]);
    const beyond = await operator.client.get(`/schedule/grid?stationIds=${first},${last}&${WEEK}`);
    expect(beyond).toMatchObject({ status: 404, body: { code: 'not-found', ids: [last] } });
    expect((await operator.client.get(`/schedule/grid?groupId=${groupId}&${WEEK}`)).status).toBe(404);
    const tooLong = await editor.client.get(`/schedule/grid?centreId=${centre.id}&from=2026-03-01&until=2026-03-15`);
    expect(tooLong.body).toMatchObject({ code: 'too-many-days', maxDays: 14 });
  });

  it('holds nothing of days that may not be seen', async () => {
    const handover = await aHandover(service);
    const { byC, byD, entryOfC, entryOfD } = await placeBoth(service, handover);
    for (const [by, seen] of [
      [byC, entryOfC],
      [byD, entryOfD],
    ] as const) {
      const { entries, programs } = await grid(
        `stationIds=${handover.station.id}&from=2026-03-02&until=2026-03-08`,
        by,
      );
      expect([entries.map(({ id }) => id), programs.length]).toEqual([[seen.id], 1]);
    }
  });

  it('has the time that is left beside it, by station, day and week', async () => {
    const { body } = await editor.client.get<{ items: object[]; next: string | null }>(
      `/unfilled?centreId=${centre.id}&${LATER}&limit=200`,
    );
    expect(body.items).toHaveLength(STATIONS);
    const sums = (days: number) => ({
      openSeconds: days * 57_600,
      plannedSeconds: days * 3_600,
      unfilledSeconds: days * 54_000,
    });
    const dayOf = (day: string) => ({ day, ...sums(1), gaps: 0, remedies: ['place-entry'] });
    expect(body.items[0]).toMatchObject({
      stationId: first,
      days: [12, 13, 14, 15, 16, 17, 18].map((number) => dayOf(`2026-03-${number}`)),
      weeks: [
        { week: '2026-03-09', ...sums(4), gaps: 0 },
        { week: '2026-03-16', ...sums(3), gaps: 0 },
      ],
    });
    const operator = await personWith(service, 'operator', { kind: 'station', id: first });
    const at = async (id: string) => (await operator.client.get(`/unfilled?stationId=${id}&${WEEK}`)).status;
    expect([await at(first), await at(last)]).toEqual([200, 404]);
  });
});
