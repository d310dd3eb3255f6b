import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { personWith, type TestPerson } from '../../factories/person.factory.js';
import { centreWith, newStation, newUnit } from '../../factories/station.factory.js';
import { startService, type TestService } from '../../support/service.js';

interface Imported {
  dryRun: boolean;
  code?: string;
  added: { units: number; stations: number; servings: number };
  stations: { line: number; code: string; stationId: string; stationName: string }[];
  lines: { line: number; column: string | null; message: string }[];
}

const SEED = readFileSync('seed/stations.csv');
const HEADER = 'name,kind,code_2022,successor_2025';

describe('importing stations from a file', () => {
  let service: TestService;
  let administrator: TestPerson;
  beforeAll(async () => {
    service = await startService({ at: '2026-03-02T01:00:00Z' });
    administrator = await personWith(service, 'administrator');
  });
  afterAll(() => service.stop());

  const send = async (
    centreId: string,
    file: string | Buffer,
    { query = '', by = administrator, type = 'text/csv', language = '' } = {},
  ) => {
    const response = await fetch(`${service.url}/api/v1/centres/${centreId}/stations/import${query}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${by.token}`, 'content-type': type, 'accept-language': language },
      body: file,
    });
    return { status: response.status, body: (await response.json()) as Imported };
  };
  const counts = async () => {
    const [row] = await service.sql(
      `SELECT (SELECT count(*) FROM units) AS units, (SELECT count(*) FROM unit_codes) AS codes,
         (SELECT count(*) FROM stations) AS stations, (SELECT count(*) FROM centre_stations) AS servings,
         (SELECT count(*) FROM audit_entries) AS deeds`,
    );
    return row;
  };

  it('adds the 22 communes of the plan, and nothing the second time', async () => {
    const centre = await centreWith(service);
    const first = await send(centre.id, SEED);
    expect(first).toMatchObject({ status: 200, body: { added: { units: 22, stations: 22, servings: 22 } } });
    expect(first.body.stations[0]).toMatchObject({
      line: 2,
      code: '21040',
      stationName: 'Đài truyền thanh thị trấn Châu Ổ',
    });
    const afterFirst = await counts();
    const second = await send(centre.id, `\uFEFF${SEED.toString().replaceAll('\n', '\r\n')}`);
    expect(second.body.added).toEqual({ units: 0, stations: 0, servings: 0 });
    expect(second.body.stations).toEqual(first.body.stations);
    expect(await counts()).toEqual(afterFirst);
    const found = await administrator.client.get<{ items: { name: string }[] }>('/units?code=21061&on=2022-06-01');
    expect(found.body.items).toMatchObject([{ name: 'Bình Trị' }]);
  });

  it('judges a file beforehand exactly as the import does, and stores nothing', async () => {
    const centre = await centreWith(service);
    const file = `${HEADER}\nBình Một,xã,30110,\nBình Hai,phường,30111,\n`;
    const judged = ({ status, body }: Awaited<ReturnType<typeof send>>) => ({
      status,
      added: body.added,
      lines: body.lines,
      stations: body.stations?.map(({ line, code, stationName }) => ({ line, code, stationName })),
    });
    for (const text of [file, `${file}Sai,tỉnh,30112,\n`, 'ten,loai\nA,xã\n', HEADER]) {
      const before = await counts();
      const tried = await send(centre.id, text, { query: '?dryRun=true' });
      expect(await counts()).toEqual(before);
      expect(judged(await send(centre.id, text))).toEqual(judged(tried));
    }
    const again = await send(centre.id, file, { query: '?dryRun=true' });
    expect(again.body).toMatchObject({ dryRun: true, added: { units: 0, stations: 0, servings: 0 } });
  });

  it('adds each commune once when the same file is imported twice concurrently', async () => {
    const centre = await centreWith(service);
    const file = `${HEADER}\nA,xã,30100,\nB,xã,30101,\n`;
    const answers = await Promise.all([send(centre.id, file), send(centre.id, file)]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(answers.map(({ body }) => body.added.units).sort()).toEqual([0, 2]);
  });

  it('lists every faulty line and imports nothing of the file', async () => {
    const [centre, other] = [await centreWith(service), await centreWith(service)];
    const unitId = await newUnit(service, { name: 'Đã có', code: '30201' });
    await newStation(service, { unitId, name: 'Đài Đã có', servedBy: other.id });
    await newUnit(service, { name: 'Sau này', code: '30202', from: '2025-07-01' });
    await newUnit(service, { name: 'Tên khác', code: '30203' });
    const before = await counts();
    const file = [
      HEADER,
      'Tốt,xã,30200,',
      'Đã có,xã,30201,',
      'Trước kia,xã,30202,',
      'Tên này,xã,30203,',
      'Sai,tỉnh,30204,',
    ].join('\n');
    const answer = await send(centre.id, file);
    expect(answer).toMatchObject({ status: 422, body: { code: 'import-faulty' } });
    expect(answer.body.lines).toMatchObject([
      { line: 3, message: 'Đài Đã có is served by another centre' },
      { line: 4, message: '30202 is given to xã Sau này from 2025-07-01' },
      { line: 5, message: '30203 is the code of xã Tên khác on that day' },
      { line: 6, column: 'kind' },
    ]);
    expect(await counts()).toEqual(before);
    const inVietnamese = await send(centre.id, file, { language: 'vi-VN,vi;q=0.9' });
    expect(inVietnamese.body.lines).toMatchObject([
      { line: 3, message: 'trung tâm khác đang phục vụ Đài Đã có' },
      { line: 4, message: '30202 được cấp cho xã Sau này từ ngày 01/07/2025' },
      { line: 5, message: '30203 là mã của xã Tên khác vào ngày đó' },
      { line: 6, column: 'kind', message: 'phải là một trong: xã, phường, thị trấn, đặc khu' },
    ]);
  });

  it('identifies a commune by its code on the day: another commune may have had the code before', async () => {
    const centre = await centreWith(service);
    await newUnit(service, { name: 'Bình Cũ', code: '30300', until: '2025-07-01' });
    const file = `${HEADER}\nBình Mới,xã,30300,\n`;
    expect((await send(centre.id, file)).status).toBe(422);
    const answer = await send(centre.id, file, { query: '?codesFrom=2025-07-01' });
    expect(answer.body.added).toEqual({ units: 1, stations: 1, servings: 1 });
  });

  it('adds only what is missing, and serves a station from its own first day at the earliest', async () => {
    const centre = await centreWith(service);
    const unitId = await newUnit(service, { name: 'Có đài', code: '30400' });
    const station = await newStation(service, { unitId, name: 'Đài riêng', openedOn: '2024-05-01' });
    const answer = await send(centre.id, `${HEADER}\nCó đài,xã,30400,\n`, { query: '?servedFrom=2023-01-01' });
    expect(answer.body).toMatchObject({
      added: { units: 0, stations: 0, servings: 1 },
      stations: [{ stationId: station.id, stationName: 'Đài riêng' }],
    });
    const served = await service.sql('SELECT served_from FROM centre_stations WHERE station_id = $1', [station.id]);
    expect(served).toEqual([{ served_from: '2024-05-01' }]);
  });

  it('needs the permission everywhere, and hides centres outside the reach', async () => {
    const [own, foreign] = [await centreWith(service), await centreWith(service)];
    const by = await personWith(service, 'administrator', { kind: 'centre', id: own.id });
    expect((await send(own.id, SEED, { by })).status).toBe(403);
    expect((await send(foreign.id, SEED, { by })).status).toBe(404);
    expect((await send('01900000-0000-7000-8000-000000000000', SEED)).status).toBe(404);
  });

  it('refuses bodies that are not CSV or too large, and invalid days', async () => {
    const { id } = await centreWith(service);
    expect((await send(id, '{}', { type: 'application/json' })).body).toMatchObject({ code: 'unsupported-media-type' });
    expect((await send(id, 'x'.repeat(1_100_000))).body).toMatchObject({ code: 'too-large' });
    expect((await send(id, SEED, { query: '?codesFrom=2022-02-30' })).body).toMatchObject({ code: 'invalid-request' });
    expect((await send(id, '')).status).toBe(422);
  });
});
