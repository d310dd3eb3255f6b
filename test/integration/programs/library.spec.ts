import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type TestPerson, personWith } from '../../factories/person.factory.js';
import { aProgram, aSegment, anApprovedProgram, makeReady } from '../../factories/program.factory.js';
import { type TestCentre, centreWith } from '../../factories/station.factory.js';
import { startService, type TestService } from '../../support/service.js';

interface Listed {
  items: { id: string; title: string }[];
  next: string | null;
}

describe('the library of programs', () => {
  let service: TestService;
  let centre: TestCentre;
  let elsewhere: TestCentre;
  let editor: TestPerson;
  const bulletin = () => ({
    centreId: centre.id,
    title: 'Bản tin cải cách hành chính',
    topic: 'procedures',
    genre: 'news',
    origin: 'centre',
  });
  beforeAll(async () => {
    service = await startService();
    centre = await centreWith(service, { stations: 2 });
    elsewhere = await centreWith(service, { stations: 1 });
    editor = await personWith(service, 'editor', { kind: 'centre', id: centre.id });
  });
  afterAll(() => service.stop());

  it('lets an editor add a program, which then waits for its audio', async () => {
    const described = {
      ...bulletin(),
      title: '  Bản tin  ',
      sourceOffice: 'Phòng Nội vụ',
      legalTexts: ['Nghị định 61/2018/NĐ-CP'],
      expiresOn: '2030-12-31',
    };
    const answer = await editor.client.post('/programs', described);
    expect(answer.status).toBe(201);
    expect(answer.body).toMatchObject({
      ...described,
      title: 'Bản tin',
      language: 'vi',
      state: 'awaiting-audio',
      original: null,
      approval: null,
      createdBy: { id: editor.id },
    });
    const shown = await editor.client.get(`/programs/${String(answer.body['id'])}`);
    expect(shown.body).toEqual(answer.body);
  });

  it.each([
    [{ stationId: '0190a0a0-0000-7000-8000-000000000000' }, '/centreId'],
    [{ centreId: undefined }, '/centreId'],
    [{ title: '   ' }, '/title'],
    [{ title: 'two\nlines' }, '/title'],
    [{ title: 'nul \u0000' }, '/title'],
    [{ topic: 'weather' }, '/topic'],
    [{ genre: 'opera' }, '/genre'],
    [{ segmentId: '0190a0a0-0000-7000-8000-000000000000' }, '/segmentId'],
    [{ expiresOn: '2025-02-30' }, '/expiresOn'],
    [{ language: 'Vietnamese' }, '/language'],
  ])('refuses %j and points at the fault', async (fault, pointer) => {
    const answer = await editor.client.post('/programs', { ...bulletin(), ...fault });
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({ code: 'invalid-request', errors: [{ pointer }] });
  });

  it('finds programs by words of the title in any order, ignoring case and diacritics', async () => {
    const { id } = await aProgram(service, { centreId: centre.id, title: 'Gương điển hình Ở XÃ Bình Châu 100%' });
    for (const search of ['guong dien', 'ĐIỂN HÌNH', 'o xa binh chau', 'chau  hinh GUONG', '100%']) {
      const { body } = await editor.client.get<Listed>(`/programs?search=${encodeURIComponent(search)}`);
      expect(body.items.map((item) => item.id)).toEqual([id]);
    }
    for (const search of ['1_0', 'binh chuong']) {
      expect((await editor.client.get<Listed>(`/programs?search=${search}`)).body.items).toEqual([]);
    }
  });

  it('filters by topic, genre, segment, state and approval', async () => {
    const centreOfItsOwn = await centreWith(service);
    const { client } = await personWith(service, 'editor', { kind: 'centre', id: centreOfItsOwn.id });
    const segment = await aSegment(service, centreOfItsOwn.id);
    const at = { centreId: centreOfItsOwn.id };
    const first = await aProgram(service, { ...at, topic: 'apparatus', segmentId: segment.id });
    const second = await aProgram(service, { ...at, genre: 'music' });
    await makeReady(service, second);
    const third = await anApprovedProgram(service, at);
    const ids = async (query: string) =>
      (await client.get<Listed>(`/programs?${query}`)).body.items.map((item) => item.id);
    expect(await ids('')).toEqual([third.id, second.id, first.id]);
    expect(await ids('topic=apparatus')).toEqual([first.id]);
    expect(await ids('genre=music')).toEqual([second.id]);
    expect(await ids(`segmentId=${segment.id}`)).toEqual([first.id]);
    expect(await ids('state=ready')).toEqual([third.id, second.id]);
    expect(await ids('approval=waiting')).toEqual([second.id]);
    expect(await ids('approval=approved')).toEqual([third.id]);
    expect(await ids('approval=sent-back')).toEqual([]);
    expect(await ids('withdrawn=true')).toEqual([]);
  });

  it('lists programs in pages', async () => {
    const centreOfItsOwn = await centreWith(service);
    const { client } = await personWith(service, 'leader', { kind: 'centre', id: centreOfItsOwn.id });
    for (let count = 0; count < 5; count += 1) await aProgram(service, { centreId: centreOfItsOwn.id });
    const seen: string[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const { body }: { body: Listed } = await client.get<Listed>(`/programs?limit=2${cursor && `&cursor=${cursor}`}`);
      seen.push(...body.items.map((item) => item.id));
      cursor = body.next;
    }
    expect(new Set(seen).size).toBe(5);
    expect(seen).toEqual(seen.toSorted().toReversed());
  });

  it('changes a description and records the values before and after', async () => {
    const { id } = await aProgram(service, { centreId: centre.id, title: 'Trước', topic: 'other' });
    const answer = await editor.client.edit(`/programs/${id}`, { title: 'Sau', topic: 'procedures', genre: 'news' });
    expect(answer.body).toMatchObject({ id, title: 'Sau', topic: 'procedures' });
    const [audit] = await service.sql(
      `SELECT details FROM audit_entries WHERE did = 'program.change' AND thing_id = $1`,
      [id],
    );
    expect(audit).toEqual({
      details: { from: { title: 'Trước', topic: 'other' }, to: { title: 'Sau', topic: 'procedures' } },
    });
  });

  it('accepts a priority, and records who changed it', async () => {
    const added = await editor.client.post('/programs', { ...bulletin(), title: 'Tin bão', priority: 'emergency' });
    expect(added.body).toMatchObject({ priority: 'emergency' });
    const id = String(added.body['id']);
    expect((await editor.client.edit(`/programs/${id}`, { priority: 'normal' })).body).toMatchObject({
      priority: 'normal',
    });
    expect((await editor.client.edit(`/programs/${id}`, { priority: 'khẩn' })).status).toBe(400);
    const audit = await service.sql(
      'SELECT did, details, actor_id FROM audit_entries WHERE thing_id = $1 ORDER BY id',
      [id],
    );
    expect(audit).toMatchObject([
      { did: 'program.add', details: { priority: 'emergency' }, actor_id: editor.id },
      { did: 'program.change', details: { from: { priority: 'emergency' }, to: { priority: 'normal' } } },
    ]);
  });

  it('accepts no owner, state or audio in a change', async () => {
    const { id } = await aProgram(service, { centreId: centre.id });
    for (const change of [{ state: 'ready' }, { centreId: elsewhere.id }, { originalSha256: 'f'.repeat(64) }]) {
      expect((await editor.client.edit(`/programs/${id}`, change)).status).toBe(400);
    }
  });

  it('withdraws a program permanently, with the reason', async () => {
    const { id } = await anApprovedProgram(service, { centreId: centre.id });
    const answer = await editor.client.post(`/programs/${id}/withdraw`, { because: 'Sai nội dung' });
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ withdrawnNote: 'Sai nội dung', withdrawnAt: expect.any(String) });
    const again = await editor.client.post(`/programs/${id}/withdraw`, { because: 'Lần nữa' });
    expect(again).toMatchObject({ status: 409, body: { code: 'program-withdrawn' } });
    expect((await editor.client.edit(`/programs/${id}`, { title: 'Lại' })).status).toBe(409);
    const listed = await editor.client.get<Listed>('/programs?withdrawn=true');
    expect(listed.body.items.map((item) => item.id)).toContain(id);
  });

  it('hides the programs of others, and shows a centre the programs of its stations', async () => {
    const [station] = centre.stations;
    const foreign = await aProgram(service, { centreId: elsewhere.id });
    const notice = await aProgram(service, { stationId: station?.id ?? '' });
    const operator = await personWith(service, 'operator', { kind: 'station', id: centre.stations[1]?.id ?? '' });
    expect((await editor.client.get(`/programs/${foreign.id}`)).status).toBe(404);
    expect(
      (await editor.client.patch(`/programs/${foreign.id}`, { title: 'x' }, { 'if-match': '"seen"' })).status,
    ).toBe(404);
    expect((await editor.client.post(`/programs/${foreign.id}/withdraw`, { because: 'x' })).status).toBe(404);
    expect((await editor.client.post('/programs', { ...bulletin(), centreId: elsewhere.id })).status).toBe(404);
    expect((await operator.client.get(`/programs/${notice.id}`)).status).toBe(404);
    expect((await editor.client.get(`/programs/${notice.id}`)).status).toBe(200);
    expect((await operator.client.get<Listed>('/programs')).body.items).toEqual([]);
  });

  it('lets a contributor hand in to the centre, and see and change only their own', async () => {
    const contributor = await personWith(service, 'contributor', { kind: 'centre', id: centre.id });
    const other = await aProgram(service, { centreId: centre.id });
    const made = await contributor.client.post('/programs', bulletin());
    const id = String(made.body['id']);
    expect(made.status).toBe(201);
    expect((await contributor.client.edit(`/programs/${id}`, { title: 'Của tôi' })).status).toBe(200);
    expect((await contributor.client.get<Listed>('/programs')).body.items.map((item) => item.id)).toEqual([id]);
    expect((await contributor.client.get(`/programs/${other.id}`)).status).toBe(404);
    const forStation = { ...bulletin(), centreId: undefined, stationId: centre.stations[0]?.id };
    expect((await contributor.client.post('/programs', forStation)).status).toBe(404);
    expect((await contributor.client.post('/programs', { ...bulletin(), centreId: elsewhere.id })).status).toBe(404);
  });

  it('lists topics and genres in Vietnamese and English', async () => {
    const topics = await editor.client.get<{ items: unknown[] }>('/topics');
    expect(topics.body.items).toHaveLength(8);
    expect(topics.body.items[2]).toEqual({
      code: 'procedures',
      name: { vi: 'Cải cách thủ tục hành chính', en: 'Reform of administrative procedures' },
      administrativeReform: true,
    });
    expect((await editor.client.get<{ items: unknown[] }>('/genres')).body.items).toHaveLength(9);
  });

  it('creates a segment once for each name, for the editors of its centre', async () => {
    const segment = { centreId: centre.id, name: 'Chuyên mục cải cách hành chính' };
    const opened = await editor.client.post('/segments', segment);
    expect(opened).toMatchObject({ status: 201, body: segment });
    expect(await editor.client.post('/segments', segment)).toMatchObject({
      status: 409,
      body: { code: 'segment-name-taken' },
    });
    expect((await editor.client.post('/segments', { ...segment, centreId: elsewhere.id })).status).toBe(404);
    const listed = await editor.client.get<{ items: unknown[] }>(`/segments?centreId=${centre.id}`);
    expect(listed.body.items).toEqual([{ ...opened.body, centreName: centre.name }]);
    const stranger = await personWith(service, 'editor', { kind: 'centre', id: elsewhere.id });
    expect((await stranger.client.get('/segments')).body).toEqual({ items: [], total: 0 });
    const found = await editor.client.get('/segments?search=hanh%20chuyen');
    expect(found.body).toMatchObject({ items: [{ id: opened.body['id'] }], total: 1 });
  });

  it('lets a commune add to a segment of the centre that serves it, and to no other', async () => {
    const stationId = centre.stations[0]?.id;
    const operator = await personWith(service, 'operator', { kind: 'station', id: stationId ?? '' });
    const [served, foreign] = [await aSegment(service, centre.id), await aSegment(service, elsewhere.id)];
    const notice = { ...bulletin(), centreId: undefined, stationId, origin: 'commune' };
    expect((await operator.client.post('/programs', { ...notice, segmentId: served.id })).status).toBe(201);
    expect((await operator.client.post('/programs', { ...notice, segmentId: foreign.id })).status).toBe(400);
    const listed = await operator.client.get<{ items: { centreId: string }[] }>('/segments');
    expect(new Set(listed.body.items.map((item) => item.centreId))).toEqual(new Set([centre.id]));
  });
});
