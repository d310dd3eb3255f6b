import { UnitOfWork } from '../../src/platform/database/unit-of-work.js';
import { uuidv7 } from '../../src/platform/uuid.js';
import { BroadcastsChanged } from '../../src/scheduling/broadcasts/broadcasts-changed.event.js';
import type { TestService } from '../support/service.js';

export interface TestBroadcast {
  id: string;
  entryId: string;
  stationId: string;
  programId: string;
  originalSha256: string;
  startsAt: Date;
  endsAt: Date;
  /** The broadcasting day at the station. */
  airDay: string;
  /** The local day at the station. */
  airsOn: string;
}

export interface BroadcastWishes {
  stationId: string;
  /** A program that has audio; its owner becomes the owner of the entry. */
  programId: string;
  /** The instants at which it airs. */
  startsAt: (Date | string)[];
  /** The program's length, rounded up, when left out. */
  seconds?: number;
  priority?: 'normal' | 'priority' | 'emergency';
  startWithin?: number;
}

/**
 * An entry with its broadcasts at one station, straight into the tables: no rule of the schedule is asked. Its terms are
 * for the local days and times of these broadcasts, and for nothing later.
 */
export async function entryWithBroadcasts(service: TestService, wishes: BroadcastWishes): Promise<TestBroadcast[]> {
  const entryId = uuidv7();
  const priority = (wishes.priority ?? 'normal') === 'normal' ? 'normal' : 'priority';
  const at = wishes.startsAt.map((instant) => new Date(instant));
  await service.sql(
    `WITH entry AS (
       INSERT INTO entries (id, centre_id, station_id, priority, placed_by, placed_at)
       SELECT $1, centre_id, station_id, $3, created_by, $4 FROM programs WHERE id = $2),
     local AS (
       SELECT at AT TIME ZONE s.time_zone AS at FROM stations s, unnest($6::timestamptz[]) at WHERE s.id = $5),
     terms AS (
       INSERT INTO entry_terms (id, entry_id, valid, starts_on, extra_days, times)
       SELECT $7, $1, daterange(min(at)::date, max(at)::date, '[]'), min(at)::date, array_agg(DISTINCT at::date),
              array_agg(DISTINCT at::time) FROM local),
     item AS (INSERT INTO entry_items VALUES ($7, 0, 'program', $2))
     INSERT INTO entry_places (terms_id, station_id) VALUES ($7, $5)`,
    [entryId, wishes.programId, priority, service.clock.now(), wishes.stationId, at, uuidv7()],
  );
  const made: TestBroadcast[] = [];
  for (const startsAt of at) made.push(await broadcastAt(service, entryId, startsAt, wishes));
  await planChanged(service, wishes.stationId);
  return made;
}

/** Announces, as scheduling does, that the broadcasts of a station were changed, here by the test's own SQL. */
export async function planChanged(service: TestService, stationId: string): Promise<void> {
  await service.get(UnitOfWork).run(async (work) => work.announce(new BroadcastsChanged([stationId])));
}

/** Withdraws a broadcast by SQL, without telling anybody. @param at when; now, by the service's clock, when left out */
export async function withdrawBroadcast(
  service: TestService,
  id: string,
  at: Date = service.clock.now(),
): Promise<void> {
  await service.sql(
    "UPDATE broadcasts SET state = 'withdrawn', state_at = $2, reason_code = 'entry-withdrawn' WHERE id = $1",
    [id, at],
  );
}

/** Makes of a broadcast, by SQL and without telling anybody, an occurrence that clashed from the beginning. */
export async function neverPlanned(service: TestService, id: string): Promise<void> {
  await service.sql(
    `UPDATE broadcasts SET state = 'gap', reason_code = 'airtime-clash', planned_at = NULL, original_sha256 = NULL
     WHERE id = $1`,
    [id],
  );
}

/** One broadcast that starts at `startsAt`, with an entry of its own. */
export async function broadcastWith(
  service: TestService,
  { startsAt, ...wishes }: Omit<BroadcastWishes, 'startsAt'> & { startsAt: Date | string },
): Promise<TestBroadcast> {
  const [broadcast] = await entryWithBroadcasts(service, { ...wishes, startsAt: [startsAt] });
  if (!broadcast) throw new Error('no broadcast was made');
  return broadcast;
}

async function broadcastAt(
  service: TestService,
  entryId: string,
  startsAt: Date,
  { stationId, programId, seconds, priority = 'normal', startWithin = 120 }: BroadcastWishes,
): Promise<TestBroadcast> {
  const [broadcast] = await service.sql<TestBroadcast>(
    `INSERT INTO broadcasts (id, entry_id, station_id, program_id, original_sha256, priority, air_day, airs_on, on_day,
                              slot, starts_at, ends_at, time_zone, start_within, state, state_at, planned_at)
     SELECT broadcast_id(air_day, $1, s.id, day, slot), $1, s.id, p.id, p.original_sha256, $4, air_day, day, day, slot, $5,
            $5::timestamptz + make_interval(secs => ceil(coalesce($6, p.seconds, 60))::int), s.time_zone, $7,
            'planned', $8, $8
     FROM programs p, stations s,
       LATERAL (SELECT $5::timestamptz AT TIME ZONE s.time_zone AS at) local,
       LATERAL (SELECT at::date AS day, (at - interval '3 hours')::date AS air_day) days,
       LATERAL (SELECT count(*)::int AS slot FROM entry_terms t, unnest(t.times) time
                WHERE t.entry_id = $1 AND time < at::time) slots
     WHERE s.id = $2 AND p.id = $3
     RETURNING id, entry_id AS "entryId", station_id AS "stationId", program_id AS "programId",
               original_sha256 AS "originalSha256", starts_at AS "startsAt", ends_at AS "endsAt", air_day AS "airDay", airs_on AS "airsOn"`,
    [entryId, stationId, programId, priority, startsAt, seconds ?? null, startWithin, service.clock.now()],
  );
  if (!broadcast) throw new Error('no such station or program');
  return broadcast;
}
