import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { PlacedEntry } from '../../../src/scheduling/entries/entries.schemas.js';
import { personWith, type TestPerson } from '../../factories/person.factory.js';
import { anApprovedProgram } from '../../factories/program.factory.js';
import { centreWith, type TestCentre } from '../../factories/station.factory.js';
import { startService, type TestService } from '../../support/service.js';
import { statementsDuring } from '../../support/statements.js';

// Monday, 08:00 in Vietnam; planned are the days until 16 March.
const NOW = '2026-03-02T01:00:00Z';
const STATIONS = 1_500;
// Statements of the service's other work, e.g. of its queues. A query a station would be 1,500.
const A_FEW = 100;

interface Answer extends PlacedEntry {
  code: string;
  total: number;
}

describe('an entry for a whole province', () => {
  let service: TestService;
  let centre: TestCentre;
  let editor: TestPerson;
  let programId: string;
  let stationIds: string[];

  beforeAll(async () => {
    service = await startService({ at: NOW });
  });
  afterAll(() => service.stop());
  beforeEach(async () => {
    centre = await centreWith(service, { stations: 2 });
    const made = await service.sql<{ id: string }>(
      `WITH unit AS (INSERT INTO units SELECT uuidv7(), 'Xã ' || n, 'xã', now() FROM generate_series(1, ${STATIONS}) n RETURNING id),
         station AS (INSERT INTO stations (id, unit_id, name, time_zone, technology, opened_on, created_at)
           SELECT uuidv7(), id, 'Đài', 'Asia/Ho_Chi_Minh', 'ip', '2020-01-01', now() FROM unit RETURNING id)
       INSERT INTO centre_stations (centre_id, station_id, served_from) SELECT $1, id, '2020-01-01' FROM station
       RETURNING station_id AS id`,
      [centre.id],
    );
    stationIds = made.map(({ id }) => id);
    editor = await personWith(service, 'editor', { kind: 'centre', id: centre.id });
    programId = (await anApprovedProgram(service, { centreId: centre.id, title: 'Chuyên mục CCHC' })).id;
  });

  const place = async (more: Record<string, unknown>) => {
    const { status, body } = await editor.client.post<Answer>('/entries', {
      centreId: centre.id,
      programId,
      repeats: 'weekly',
      days: [1],
      validFrom: '2026-03-02',
      ...more,
    });
    return { status, body };
  };
  const two = () => centre.stations.map(({ id }) => id);

  it('is planned with as many statements as one for two stations', async () => {
    const daily = { days: [1, 2, 3, 4, 5, 6, 7] };
    await place({ ...daily, times: ['05:30'], stationIds: two() });
    const few = await statementsDuring(service, () =>
      place({ ...daily, times: ['06:30', '17:30'], stationIds: two() }),
    );
    const many = await statementsDuring(service, async () => {
      const { body } = await place({ ...daily, times: ['06:30', '17:30'], stationIds });
      expect(body.planned).toBe(STATIONS * 29);
    });
    expect(many).toBeLessThan(few + A_FEW);
  });

  it('is compared with a hundred others at every station with as many statements as with them at two', async () => {
    await service.sql(
      `WITH entry AS (INSERT INTO entries (id, centre_id, program_id, priority, repeats, days, times, valid_from,
           created_by, created_at)
         SELECT uuidv7(), centre_id, id, 'normal', 'weekly', ARRAY[1 + n % 7], ARRAY[time '06:00' + n / 7 * interval '2 min'],
           '2026-04-01', created_by, now() FROM programs, generate_series(0, 99) n WHERE id = $2 RETURNING id)
       INSERT INTO entry_stations SELECT entry.id, station_id FROM entry, centre_stations WHERE centre_id = $1`,
      [centre.id, programId],
    );
    await service.sql('ANALYZE entries, entry_stations');
    const inThreeWeeks = { validFrom: '2026-03-23' };
    expect((await place({ ...inThreeWeeks, stationIds, times: ['06:01'] })).status).toBe(201);
    const atTwo = await statementsDuring(service, async () => {
      expect((await place({ ...inThreeWeeks, stationIds: two(), times: ['06:02'] })).body.total).toBe(2 * 2);
    });
    const everywhere = await statementsDuring(service, async () => {
      expect((await place({ ...inThreeWeeks, stationIds, times: ['06:02'] })).body.total).toBe(STATIONS * 2);
    });
    expect(everywhere).toBeLessThan(atTwo + A_FEW);
  });
});
