import { type Owner, type OwnerColumns, ownerOf } from '../../identity/owner.js';
import type { Sql } from '../../platform/database/sql.js';
import type { Membership } from '../../stations/groups/groups.service.js';
import type { EntryPlaces } from '../entries/entry.entity.js';
import type { RecurrenceRule } from '../recurrence/occurrences.js';
import type { EntryTimes } from './find-rule-clashes.js';

/** An entry in force, as far as another one may clash with it. */
export interface EntryInForce extends EntryTimes {
  entryId: string;
  programId: string;
  owner: Owner;
}

interface EntryRow extends RecurrenceRule, OwnerColumns, Omit<EntryInForce, 'rule' | 'owner'> {}

/**
 * The entries in force at the stations or for the groups, valid on one of the days, on one of the weekdays or for one
 * date. An entry whose program is withdrawn, or has no audio of known length, is left out.
 * @param days the first local day, and the last or null
 */
export async function entriesInForceAt(
  sql: Sql,
  { stationIds, groupIds }: EntryPlaces,
  { first, last, weekdays }: { first: string; last: string | null; weekdays: readonly number[] },
): Promise<EntryInForce[]> {
  const rows = await sql.query<EntryRow>(
    `SELECT e.id AS "entryId", e.program_id AS "programId", e.centre_id AS "centreId", e.station_id AS "stationId",
            e.repeats, e.days, e.times::text[] AS times, e.valid_from AS "validFrom", e.valid_until AS "validUntil",
            ceil(coalesce(v.seconds, p.seconds))::int AS seconds, p.expires_on AS "expiresOn"
     FROM entries e JOIN programs p ON p.id = e.program_id AND p.withdrawn_at IS NULL
       LEFT JOIN versions_in_force v ON v.program_id = p.id
     WHERE e.withdrawn_at IS NULL AND coalesce(v.seconds, p.seconds) IS NOT NULL AND e.valid_from <= coalesce($4::date, 'infinity')
       AND (e.valid_until IS NULL OR e.valid_until >= $3::date)
       AND (e.repeats = 'once' OR e.days && $5::smallint[])
       AND e.id IN (SELECT entry_id FROM entry_stations WHERE station_id = ANY ($1::uuid[])
                    UNION ALL SELECT entry_id FROM entry_groups WHERE group_id = ANY ($2::uuid[]))
     ORDER BY e.id`,
    [stationIds, groupIds, first, last, weekdays],
  );
  return rows.map(({ entryId, programId, seconds, expiresOn, ...row }) => {
    const times = row.times.map((time) => time.slice(0, 5));
    const { repeats, days, validFrom, validUntil } = row;
    return {
      entryId,
      programId,
      seconds,
      expiresOn,
      owner: ownerOf(row),
      rule: { repeats, days, times, validFrom, validUntil },
    };
  });
}

/** At which of the stations these entries air, by name or by a group; each pair as `<entry> <station>`. */
export async function stationsOfEntries(
  sql: Sql,
  entryIds: readonly string[],
  { stationIds, memberships }: { stationIds: readonly string[]; memberships: readonly Membership[] },
): Promise<Set<string>> {
  const rows = await sql.query<{ pair: string }>(
    `SELECT entry_id || ' ' || station_id AS pair FROM entry_stations
     WHERE entry_id = ANY ($1::uuid[]) AND station_id = ANY ($2::uuid[])
     UNION
     SELECT g.entry_id || ' ' || m.station_id
     FROM entry_groups g JOIN unnest($3::uuid[], $4::uuid[]) AS m (group_id, station_id) USING (group_id)
     WHERE g.entry_id = ANY ($1::uuid[])`,
    [entryIds, stationIds, memberships.map(({ groupId }) => groupId), memberships.map(({ stationId }) => stationId)],
  );
  return new Set(rows.map(({ pair }) => pair));
}

/** An airing of an entry at a station on a local day. */
export interface DatedPlace {
  entryId: string;
  stationId: string;
  day: string;
}

export const placeKey = ({ entryId, stationId, day }: DatedPlace): string => `${entryId} ${stationId} ${day}`;

/** Those (`placeKey`) at which the entry is for the station on that day: by name, or through a group that it is in then. */
export async function placesInForce(sql: Sql, places: readonly DatedPlace[]): Promise<Set<string>> {
  const rows = await sql.query<DatedPlace>(
    `SELECT DISTINCT p.entry_id AS "entryId", p.station_id AS "stationId", p.day
     FROM unnest($1::uuid[], $2::uuid[], $3::date[]) AS p (entry_id, station_id, day)
     WHERE EXISTS (SELECT FROM entry_stations s WHERE s.entry_id = p.entry_id AND s.station_id = p.station_id)
       OR EXISTS (SELECT FROM entry_groups g JOIN station_group_members m ON m.group_id = g.group_id
                  WHERE g.entry_id = p.entry_id AND m.station_id = p.station_id AND m.valid @> p.day)`,
    [places.map(({ entryId }) => entryId), places.map(({ stationId }) => stationId), places.map(({ day }) => day)],
  );
  return new Set(rows.map(placeKey));
}
