import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DataSource, QueryFailedError } from 'typeorm';
import { violatedConstraint } from '../../../src/platform/database/constraint-problems.js';
import { MonthPartitions } from '../../../src/platform/database/month-partitions.js';
import { broadcastWith } from '../../factories/broadcast.factory.js';
import { anApprovedProgram } from '../../factories/program.factory.js';
import { newStation } from '../../factories/station.factory.js';
import { startService, type TestService } from '../../support/service.js';

const BROADCASTS = { name: 'broadcasts', by: 'day' } as const;
const PLAY_EVENTS = { name: 'play_events', by: 'uuidv7' } as const;

describe('the partitions of the months', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startService({ at: '2026-01-01T00:00:00Z' });
  });
  afterAll(() => service.stop());

  const partitionsOf = async (table: string) => {
    const rows = await service.sql<{ name: string }>(
      'SELECT inhrelid::regclass::text AS name FROM pg_inherits WHERE inhparent = $1::regclass ORDER BY 1',
      [table],
    );
    return rows.map(({ name }) => name).filter((name) => !name.endsWith('_other'));
  };
  const aPlace = async () => {
    const station = await newStation(service);
    const program = await anApprovedProgram(service, { stationId: station.id });
    return { stationId: station.id, programId: program.id };
  };

  it('are created once when several processes find them missing', async () => {
    const span = { first: '2026-11-17', last: '2027-01-02' };
    const processes = Array.from({ length: 6 }, () => new MonthPartitions(service.get(DataSource)));
    await Promise.all(processes.map((partitions) => partitions.ensure(BROADCASTS, span)));
    await service.get(MonthPartitions).ensure(BROADCASTS, span);
    expect(await partitionsOf('broadcasts')).toEqual([
      'broadcasts_2026_11',
      'broadcasts_2026_12',
      'broadcasts_2027_01',
    ]);
  });

  it('hold the broadcasts of their local days', async () => {
    await service.get(MonthPartitions).ensure(BROADCASTS, { first: '2026-11-01', last: '2026-12-01' });
    const place = await aPlace();
    const { id } = await broadcastWith(service, { ...place, startsAt: '2026-11-30T22:15:00Z' });
    expect(await service.sql('SELECT id FROM broadcasts_2026_12 WHERE id = $1', [id])).toHaveLength(1);
  });

  it.each([
    ['in a month of its own', '2026-11-05T22:15:00Z'],
    ['in the default partition', '2026-05-05T22:15:00Z'],
  ])('report a violated constraint under the name of the whole table, %s', async (_, startsAt) => {
    await service.get(MonthPartitions).ensure(BROADCASTS, { first: '2026-11-01', last: '2026-11-30' });
    const place = await aPlace();
    await broadcastWith(service, { ...place, startsAt });
    const again = await broadcastWith(service, { ...place, startsAt }).catch((error: unknown) => error);
    expect(again).toBeInstanceOf(QueryFailedError);
    expect(violatedConstraint(again)).toBe('broadcasts_no_double_booking');
  });

  it('leave a month with rows in the default partition there', async () => {
    await broadcastWith(service, { ...(await aPlace()), startsAt: '2026-08-05T22:15:00Z' });
    const span = { first: '2026-08-01', last: '2026-09-01' };
    await service.get(MonthPartitions).ensure(BROADCASTS, span);
    expect(await partitionsOf('broadcasts')).toContain('broadcasts_2026_09');
    expect(await partitionsOf('broadcasts')).not.toContain('broadcasts_2026_08');
  });

  it('go by the instant in the id where the key is a UUIDv7', async () => {
    await service.get(MonthPartitions).ensure(PLAY_EVENTS, { first: '2026-03-31', last: '2026-04-01' });
    const [bounds] = await service.sql<{ bounds: string }>(
      "SELECT pg_get_expr(relpartbound, oid) AS bounds FROM pg_class WHERE relname = 'play_events_2026_04'",
    );
    const hex = (day: string) =>
      Date.parse(day)
        .toString(16)
        .padStart(12, '0')
        .replace(/^(.{8})/, '$1-');
    expect(bounds?.bounds).toContain(`FROM ('${hex('2026-04-01')}-0000-0000-000000000000')`);
    expect(bounds?.bounds).toContain(`TO ('${hex('2026-05-01')}-0000-0000-000000000000')`);
  });
});
