import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { PlacedEntry } from '../../../src/scheduling/entries/entries.schemas.js';
import { ScheduleTick } from '../../../src/scheduling/planning/schedule.tick.js';
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
    service = await startService({ at: NOW, settings: { CHANGE_ROWS_AT_ONCE: '100000' } });
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
      rule: 'FREQ=WEEKLY;BYDAY=MO',
      startsOn: '2026-03-02',
      ...more,
    });
    return { status, body };
  };
  const two = () => centre.stations.map(({ id }) => id);

  it('is planned with as many statements as one for two stations', async () => {
    const daily = { rule: 'FREQ=DAILY' };
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
      `WITH wanted AS (SELECT uuidv7() AS id, uuidv7() AS terms, n FROM generate_series(0, 99) n),
         entry AS (INSERT INTO entries (id, centre_id, priority, placed_by, placed_at)
           SELECT wanted.id, centre_id, 'normal', created_by, now() FROM wanted, programs WHERE programs.id = $2),
         terms AS (INSERT INTO entry_terms (id, entry_id, valid, starts_on, rrule, times)
           SELECT terms, id, '[2026-04-01,)', '2026-04-01', 'FREQ=WEEKLY;BYDAY=' || (ARRAY['MO','TU','WE','TH','FR','SA','SU'])[1 + n % 7],
                  ARRAY[time '06:00' + n / 7 * interval '2 min'] FROM wanted),
         item AS (INSERT INTO entry_items SELECT terms, 0, 'program', $2 FROM wanted)
       INSERT INTO entry_places (terms_id, station_id) SELECT terms, station_id FROM wanted, centre_stations WHERE centre_id = $1`,
      [centre.id, programId],
    );
    // Computes the airtime of them all.
    await service.get(ScheduleTick).planEverything();
    await service.sql('ANALYZE entries, entry_terms, entry_places, entry_airtime');
    const inThreeWeeks = { startsOn: '2026-03-23' };
    expect((await place({ ...inThreeWeeks, stationIds, times: ['06:01'] })).status).toBe(201);
    let clashesAtTwo = 0;
    const atTwo = await statementsDuring(service, async () => {
      clashesAtTwo = (await place({ ...inThreeWeeks, stationIds: two(), times: ['06:02'] })).body.total;
      expect(clashesAtTwo).toBeGreaterThan(2 * 50);
    });
    const everywhere = await statementsDuring(service, async () => {
      expect((await place({ ...inThreeWeeks, stationIds, times: ['06:02'] })).body.total).toBe(
        (STATIONS * clashesAtTwo) / 2,
      );
    });
    expect(everywhere).toBeLessThan(atTwo + A_FEW);
  });
});
