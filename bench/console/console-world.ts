import type { ApiPerson } from '../../api-client/person.js';
import { type BenchService, startBenchService } from '../support/bench-service.js';
import { makeWorld, TIME_ZONE, type World } from '../support/world.js';

const STATIONS = 22;
/** So that something comes next at any hour. */
const TIMES = ['05:15', '11:15', '17:15', '23:58'];

/** A centre of 22 stations with an operator, whose station has a week of broadcasts. */
export interface ConsoleWorld extends World {
  service: BenchService;
  operator: ApiPerson;
}

export async function makeConsoleWorld(): Promise<ConsoleWorld> {
  const service = await startBenchService({ SECOND_FACTOR: 'off', REQUESTS_PER_MINUTE: '20000' });
  const sql = {
    query: async <Row>(text: string, values?: unknown[]) => ({ rows: await service.sql<Row>(text, values) }),
  };
  const started = { url: service.url, printed: service.printed.join('\n') };
  const world = await makeWorld(sql, started, { stations: STATIONS, items: 1, singles: 0 });
  const { administrator, editor, centreId, stationIds, items } = world;
  const [stationId] = stationIds;
  const scope = { kind: 'station', id: stationId ?? '' };
  const operator = await administrator.invite('can.bo.dai', 'Cán bộ đài', 'operator', scope);
  const startsOn = new Intl.DateTimeFormat('en-CA', { timeZone: TIME_ZONE }).format(new Date());
  const allDay = { days: [1, 2, 3, 4, 5, 6, 7], from: '00:00', to: '24:00' };
  await administrator.put(`/centres/${centreId}/airtime-rules/hours`, {
    kind: 'hours',
    periods: [{ windows: [allDay] }],
  });
  await editor.post('/entries', {
    centreId,
    programId: items[0],
    startsOn,
    rule: 'FREQ=DAILY',
    times: TIMES,
    stationIds,
  });
  return { ...world, service, operator };
}
