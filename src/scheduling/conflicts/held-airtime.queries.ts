import { Injectable } from '@nestjs/common';
import type { Work } from '../../platform/database/unit-of-work.js';
import type { Membership } from '../../stations/groups/groups.service.js';
import type { RecurrenceRule } from '../recurrence/occurrences.js';
import type { RuledAirtime } from './find-rule-clashes.js';

/** An entry in force, as far as it can stand in another one's way. */
export interface HeldAirtime extends RuledAirtime {
  entryId: string;
  programId: string;
  /** The owner: a centre or a station. */
  centreId: string | null;
  stationId: string | null;
}

interface HeldRow extends RecurrenceRule, Omit<HeldAirtime, 'rule'> {}

/** Which airtime is promised to entries, whether its broadcasts are planned yet or not. */
@Injectable()
export class HeldAirtimeQueries {
  /**
   * The entries in force at the stations or for the groups, valid on one of the days, on one of the weekdays or for one
   * date. A program that is withdrawn, or has no audio of known length, holds no airtime.
   * @param days the first local day, and the last or null
   */
  async at(
    { manager }: Work,
    places: { stationIds: readonly string[]; groupIds: readonly string[] },
    days: { first: string; last: string | null; weekdays: readonly number[] },
  ): Promise<HeldAirtime[]> {
    const rows: HeldRow[] = await manager.query(
      `SELECT e.id AS "entryId", e.program_id AS "programId", e.centre_id AS "centreId", e.station_id AS "stationId",
              e.repeats, e.days, e.times::text[] AS times, e.valid_from AS "validFrom", e.valid_until AS "validUntil",
              ceil(p.seconds)::int AS seconds, p.expires_on AS "expiresOn"
       FROM entries e JOIN programs p ON p.id = e.program_id AND p.state = 'ready' AND p.withdrawn_at IS NULL
       WHERE e.withdrawn_at IS NULL AND e.valid_from <= coalesce($4::date, 'infinity')
         AND (e.valid_until IS NULL OR e.valid_until >= $3::date)
         AND (e.repeats = 'once' OR e.days && $5::smallint[])
         AND e.id IN (SELECT entry_id FROM entry_stations WHERE station_id = ANY ($1::uuid[])
                      UNION ALL SELECT entry_id FROM entry_groups WHERE group_id = ANY ($2::uuid[]))
       ORDER BY e.id`,
      [places.stationIds, places.groupIds, days.first, days.last, days.weekdays],
    );
    return rows.map(({ repeats, days: weekdays, times, validFrom, validUntil, ...held }) => {
      return {
        ...held,
        rule: { repeats, days: weekdays, times: times.map((time) => time.slice(0, 5)), validFrom, validUntil },
      };
    });
  }

  /** At which of the stations these entries are, by name or by a group; each as `<entry> <station>`. */
  async placesOf(
    { manager }: Work,
    entryIds: readonly string[],
    { stationIds, memberships }: { stationIds: readonly string[]; memberships: readonly Membership[] },
  ): Promise<Set<string>> {
    const rows: { place: string }[] = await manager.query(
      `SELECT entry_id || ' ' || station_id AS place FROM entry_stations
       WHERE entry_id = ANY ($1::uuid[]) AND station_id = ANY ($2::uuid[])
       UNION
       SELECT g.entry_id || ' ' || m.station_id
       FROM entry_groups g JOIN unnest($3::uuid[], $4::uuid[]) AS m (group_id, station_id) USING (group_id)
       WHERE g.entry_id = ANY ($1::uuid[])`,
      [entryIds, stationIds, memberships.map(({ groupId }) => groupId), memberships.map(({ stationId }) => stationId)],
    );
    return new Set(rows.map(({ place }) => place));
  }
}
