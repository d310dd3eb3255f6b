import { addDays, localDay } from '../../platform/clock/local-day.js';
import type { Sql } from '../../platform/database/sql.js';
import type { Work } from '../../platform/database/unit-of-work.js';
import { type Definition, programsOf } from './definition.js';
import { airtimeOf, type LengthOf, multirangeOf } from './entry-airtime.js';

/** Entries are compared with each other this far ahead. */
export const AIRTIME_DAYS = 400;
/** It is computed anew once less than this is left. */
const LEAST_AIRTIME_DAYS = AIRTIME_DAYS - 30;

interface LengthRow {
  id: string;
  seconds: number;
  expiresOn: string | null;
}

/** Computes the airtime of an entry anew, from today on. Its definition has been stored. */
export async function storeAirtime(work: Work, definition: Definition): Promise<void> {
  const { entry, isNew = false } = definition;
  const today = localDay(work.now, 'UTC');
  const last = addDays(today, AIRTIME_DAYS);
  const lengths = await lengthsOf(work, programsOf(definition));
  const rows = airtimeOf(definition, lengths, { first: addDays(today, -1), last });
  if (!isNew) await work.query('DELETE FROM entry_airtime WHERE entry_id = $1', [entry.id]);
  await work.query(
    `WITH through AS (UPDATE entries SET airtime_through = $4 WHERE id = $2)
     INSERT INTO entry_airtime (owner_id, entry_id, terms_id, program_id, station_id, but_stations, clock_from,
                                clock_until, days)
     SELECT $1, $2, "termsId", "programId", "stationId", "butStations", "clockFrom", "clockUntil", days
     FROM jsonb_to_recordset($3) AS row ("termsId" uuid, "programId" uuid, "stationId" uuid, "butStations" uuid[],
                                         "clockFrom" int, "clockUntil" int, days datemultirange)`,
    [entry.owner().id, entry.id, JSON.stringify(rows.map((row) => ({ ...row, days: multirangeOf(row.days) }))), last],
  );
}

/** Entries in force whose airtime is to be computed further ahead. */
export async function entriesShortOfAirtime(sql: Sql, now: Date): Promise<string[]> {
  const rows = await sql.query<{ id: string }>(
    `SELECT id FROM entries WHERE withdrawn_at IS NULL AND (airtime_through IS NULL OR airtime_through < $1) ORDER BY id`,
    [addDays(localDay(now, 'UTC'), LEAST_AIRTIME_DAYS)],
  );
  return rows.map(({ id }) => id);
}

/** Of the approved audio; of the newest while none is approved. */
async function lengthsOf(sql: Sql, programIds: readonly string[]): Promise<LengthOf> {
  const rows = await sql.query<LengthRow>(
    `SELECT p.id, ceil(coalesce(v.seconds, p.seconds))::int AS seconds, p.expires_on AS "expiresOn"
     FROM programs p LEFT JOIN versions_in_force v ON v.program_id = p.id
     WHERE p.id = ANY ($1::uuid[]) AND p.withdrawn_at IS NULL AND coalesce(v.seconds, p.seconds) IS NOT NULL`,
    [programIds],
  );
  const lengths = new Map(rows.map((row) => [row.id, row]));
  return (programId) => lengths.get(programId);
}
