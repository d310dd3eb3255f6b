import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { ScheduleTick } from '../../../src/scheduling/planning/schedule.tick.js';
import type { PlacedEntry } from '../../../src/scheduling/entries/entries.schemas.js';
import type { GapView } from '../../../src/scheduling/timeline/gaps.schemas.js';
import { broadcastWith, neverPlanned, withdrawBroadcast } from '../../factories/broadcast.factory.js';
import { personWith, type TestPerson } from '../../factories/person.factory.js';
import { anApprovedProgram } from '../../factories/program.factory.js';
import { centreWith, type TestCentre } from '../../factories/station.factory.js';
import { startService, type TestService } from '../../support/service.js';
import { until } from '../../support/until.js';

// Monday, 08:00 in Vietnam.
const NOW = '2026-03-02T01:00:00Z';

describe('the list of gaps', () => {
  let service: TestService;
  let centre: TestCentre;
  let first: string;
  let second: string;
  let editor: TestPerson;
  let operator: TestPerson;
  beforeAll(async () => {
    service = await startService({ at: NOW });
  });
  afterAll(() => service.stop());
  beforeEach(async () => {
    service.clock.moveTo(NOW);
    centre = await centreWith(service, { stations: 2 });
    [first = '', second = ''] = centre.stations.map(({ id }) => id);
    editor = await personWith(service, 'editor', { kind: 'centre', id: centre.id });
    operator = await personWith(service, 'operator', { kind: 'station', id: first });
  });

  const place = async (by: TestPerson, owner: { centreId: string } | { stationId: string }, time: string) => {
    const program = await anApprovedProgram(service, { ...owner, seconds: 60, title: `Tin ${time}` });
    const { status, body } = await by.client.post<PlacedEntry>('/entries', {
      ...owner,
      programId: program.id,
      rule: 'FREQ=WEEKLY;BYDAY=TU,TH',
      times: [time],
      startsOn: '2026-03-02',
      stationIds: 'centreId' in owner ? [first, second] : [],
    });
    expect([status, body]).toEqual([201, expect.anything()]);
    return { id: body.id, programId: program.id };
  };
  const expire = async ({ programId }: { programId: string }, day: string) => {
    await service.sql('UPDATE programs SET expires_on = $2 WHERE id = $1', [programId, day]);
    await service.get(ScheduleTick).planEverything();
  };
  const gaps = async (by: TestPerson, query: string) => {
    const { status, body } = await by.client.get<{ items: GapView[]; next: string | null }>(`/gaps?${query}`);
    return status === 200 ? body.items : status;
  };
  const startsOf = (found: GapView[] | number) =>
    typeof found === 'number' ? found : found.map(({ airsOn, time, stationId }) => [airsOn, time, stationId]);

  it('names what is missing by station, centre and entry, soonest first, with what can be done', async () => {
    const late = await place(editor, { centreId: centre.id }, '18:00');
    const early = await place(operator, { stationId: first }, '06:00');
    await expire(late, '2026-03-03');
    await expire(early, '2026-03-02');
    const at = (day: string, time: string, station = first) => [`2026-03-${day}`, time, station];
    const ofFirst = await gaps(operator, `stationId=${first}&until=2026-03-10`);
    expect(startsOf(ofFirst)).toEqual([
      at('03', '06:00'),
      at('05', '06:00'),
      at('05', '18:00'),
      at('10', '06:00'),
      at('10', '18:00'),
    ]);
    const [gap] = typeof ofFirst === 'number' ? [] : ofFirst;
    expect(gap).toMatchObject({
      entryId: early.id,
      title: 'Tin 06:00',
      stationName: 'Đài xã 1',
      code: 'program-expired',
      remedies: ['extend-program', 'withdraw-entry'],
      startsAt: '2026-03-02T23:00:00.000Z',
    });
    const ofCentre = startsOf(await gaps(editor, `centreId=${centre.id}&from=2026-03-05&until=2026-03-05`));
    expect(ofCentre).toHaveLength(3);
    expect(ofCentre).toEqual(
      expect.arrayContaining([at('05', '06:00'), at('05', '18:00', first), at('05', '18:00', second)]),
    );
    expect(await gaps(operator, `entryId=${late.id}`)).toHaveLength(3);
    expect(await gaps(editor, `entryId=${late.id}`)).toHaveLength(6);
  });

  it('can be read page by page', async () => {
    const entry = await place(editor, { centreId: centre.id }, '18:00');
    await expire(entry, '2026-03-02');
    const all = await gaps(editor, `centreId=${centre.id}`);
    const seen: GapView[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const path: string = `/gaps?centreId=${centre.id}&limit=3${cursor && `&cursor=${cursor}`}`;
      const { body } = await editor.client.get<{ items: GapView[]; next: string | null }>(path);
      seen.push(...body.items);
      cursor = body.next;
    }
    expect(seen).toEqual(all);
    expect(seen).toHaveLength(8);
  });

  it('says what airs instead, as it is now', async () => {
    const { id: programId } = await anApprovedProgram(service, {
      centreId: centre.id,
      seconds: 600,
      title: 'Chuyên mục',
    });
    const at = (startsAt: string, stationId = first) => broadcastWith(service, { stationId, programId, startsAt });
    const lost = await at('2026-03-03T10:05:00Z');
    await neverPlanned(service, lost.id);
    const sooner = await at('2026-03-03T10:00:00Z');
    await at('2026-03-03T10:10:00Z');
    await at('2026-03-03T10:05:00Z', second);
    const found = async () => gaps(operator, `stationId=${first}`);
    expect(await found()).toMatchObject([
      {
        id: lost.id,
        title: 'Chuyên mục',
        code: 'airtime-clash',
        clashesWith: { entryId: sooner.entryId, startsAt: '2026-03-03T10:00:00.000Z' },
      },
    ]);
    await service.sql("UPDATE broadcasts SET state = 'displaced', reason_code = 'displaced' WHERE id = $1", [lost.id]);
    await withdrawBroadcast(service, sooner.id);
    expect(await found()).toMatchObject([
      {
        code: 'displaced',
        clashesWith: { startsAt: '2026-03-03T10:10:00.000Z' },
        remedies: ['another-time', 'withdraw-the-other', 'leave-this-station-out'],
      },
    ]);
  });

  it('forgets what is past', async () => {
    const entry = await place(editor, { centreId: centre.id }, '18:00');
    await expire(entry, '2026-03-02');
    service.clock.moveTo('2026-03-05T11:00:00Z');
    editor = await personWith(service, 'editor', { kind: 'centre', id: centre.id });
    const days = startsOf(await gaps(editor, `centreId=${centre.id}&from=2026-03-01&until=2026-03-10`));
    expect(days).toHaveLength(2);
    expect(days).toEqual(expect.arrayContaining([first, second].map((id) => ['2026-03-10', '18:00', id])));
  });

  it('has none of a station that is closed, nor of an entry that is withdrawn', async () => {
    const entry = await place(editor, { centreId: centre.id }, '18:00');
    await expire(entry, '2026-03-02');
    const administrator = await personWith(service, 'administrator');
    const closing = { on: '2026-03-10', because: 'Sáp nhập xã' };
    expect((await administrator.client.post(`/stations/${first}/close`, closing)).status).toBe(200);
    expect(await gaps(operator, `stationId=${first}&from=2026-03-10`)).toEqual([]);
    expect(await gaps(operator, `stationId=${first}`)).toHaveLength(2);
    await service.get(ScheduleTick).planEverything();
    const stored = "SELECT FROM broadcasts WHERE station_id = $1 AND state = 'gap'";
    await until('they are deleted', async () => (await service.sql(stored, [first])).length === 2);
    await editor.client.post(`/entries/${entry.id}/withdraw`, { because: 'nhầm' });
    expect(await gaps(editor, `centreId=${centre.id}`)).toEqual([]);
  });

  it('says of a program that was withdrawn for good that another is needed, and of one without approval to approve it', async () => {
    const entry = await place(editor, { centreId: centre.id }, '18:00');
    const remedies = async () => {
      const found = await gaps(editor, `centreId=${centre.id}&until=2026-03-03`);
      return typeof found === 'number' ? found : found.map((gap) => [gap.code, ...gap.remedies])[0];
    };
    const because = `revoked_at = now(), revoked_by = decided_by, revoked_note = 'no'`;
    await service.sql(`UPDATE approvals SET ${because} WHERE program_id = $1`, [entry.programId]);
    await service.get(ScheduleTick).planEverything();
    expect(await remedies()).toEqual(['program-not-approved', 'approve-program']);
    await service.sql('UPDATE programs SET withdrawn_at = now() WHERE id = $1', [entry.programId]);
    await service.get(ScheduleTick).planEverything();
    expect(await remedies()).toEqual(['program-withdrawn', 'another-program', 'withdraw-entry']);
  });

  it('tells the centre alone that it does not serve a station, and the next centre nothing', async () => {
    await place(editor, { centreId: centre.id }, '18:00');
    const next = await centreWith(service);
    const administrator = await personWith(service, 'administrator');
    const ending = { on: '2026-03-05', because: 'Bàn giao' };
    await administrator.client.post(`/centres/${centre.id}/stations/${first}/end`, ending);
    await administrator.client.post(`/centres/${next.id}/stations`, { stationId: first, from: '2026-03-05' });
    const days = async () => startsOf(await gaps(editor, `centreId=${centre.id}&until=2026-03-10`));
    const expected = [
      ['2026-03-05', '18:00', first],
      ['2026-03-10', '18:00', first],
    ];
    await until('the gaps are known', async () => ((await days()) as unknown[]).length === 2);
    expect(await days()).toEqual(expected);
    expect(await gaps(operator, `stationId=${first}`)).toEqual([]);
    const byNext = await personWith(service, 'editor', { kind: 'centre', id: next.id });
    expect([await gaps(byNext, `centreId=${next.id}`), await gaps(byNext, `stationId=${first}`)]).toEqual([[], []]);
    expect(await gaps(await personWith(service, 'leader'), `stationId=${first}`)).toHaveLength(3);
  });

  it('is asked for one thing at a time, and only within reach', async () => {
    const entry = await place(editor, { centreId: centre.id }, '18:00');
    expect(await gaps(editor, '')).toBe(400);
    expect(await gaps(editor, `centreId=${centre.id}&stationId=${first}`)).toBe(400);
    expect(await gaps(editor, `centreId=${centre.id}&from=2026-03-10&until=2026-03-09`)).toBe(400);
    expect(await gaps(editor, `centreId=${centre.id}&cursor=bad`)).toBe(400);
    const stranger = await personWith(service, 'editor', { kind: 'centre', id: (await centreWith(service)).id });
    const queries = [`centreId=${centre.id}`, `stationId=${first}`, `entryId=${entry.id}`];
    for (const query of queries) expect(await gaps(stranger, query)).toBe(404);
    expect(await gaps(operator, `centreId=${centre.id}`)).toBe(404);
    expect(await gaps(operator, `stationId=${second}`)).toBe(404);
  });

  it('has the words of every remedy in both languages in the OpenAPI document', async () => {
    const document = (await (await fetch(`${service.url}/api/openapi.json`)).json()) as {
      components: { schemas: Record<string, { enum: string[] }> };
      'x-words': Record<string, Record<string, { vi: string; en: string }>>;
    };
    const words = document['x-words']['GapRemedy'];
    expect(Object.keys(words ?? {}).toSorted()).toEqual(document.components.schemas['GapRemedy']?.enum.toSorted());
    expect(words?.['approve-program']).toEqual({ vi: 'Duyệt chương trình.', en: 'Approve the program.' });
  });
});
