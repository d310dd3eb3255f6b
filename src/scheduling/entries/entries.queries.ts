import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { Repository, SelectQueryBuilder } from 'typeorm';
import type { Reach } from '../../identity/actor.js';
import type { StartCursor } from '../start-cursor.js';
import { Entry } from './entry.entity.js';

export interface EntryFilter {
  stationId?: string | undefined;
  programId?: string | undefined;
  from?: string | undefined;
  until?: string | undefined;
  withdrawn?: boolean | undefined;
}

export interface NextAiringRow {
  broadcastId: string;
  stationId: string;
  airsOn: string;
  startsAt: Date;
  endsAt: Date;
}

export interface GapRow {
  stationId: string;
  startsAt: Date;
  code: string;
  detail: string;
  foundAt: Date;
}

// An entry is seen by its owner and by every station that it names or airs at.
const AT_STATIONS = (stations: string) => `(e.station_id = ANY (${stations})
  OR EXISTS (SELECT FROM entry_stations s WHERE s.entry_id = e.id AND s.station_id = ANY (${stations}))
  OR EXISTS (SELECT FROM broadcasts b WHERE b.entry_id = e.id AND b.station_id = ANY (${stations})))`;

/** Reads entries, always within somebody's reach. */
@Injectable()
export class EntriesQueries {
  constructor(@InjectRepository(Entry) private readonly entries: Repository<Entry>) {}

  async find(id: string, reach: Reach): Promise<Entry | null> {
    return this.within(reach).andWhere('e.id = :id', { id }).getOne();
  }

  /** `limit` entries, newest first, older than the one named by `before`. */
  list(reach: Reach, filter: EntryFilter, page: { limit: number; before: string | undefined }): Promise<Entry[]> {
    const { stationId, programId, from, until, withdrawn } = filter;
    const query = this.within(reach);
    if (stationId) query.andWhere(AT_STATIONS('ARRAY[:stationId]::uuid[]'), { stationId });
    if (programId) query.andWhere('e.program_id = :programId', { programId });
    if (from) query.andWhere('(e.valid_until IS NULL OR e.valid_until >= :from)', { from });
    if (until) query.andWhere('e.valid_from <= :until', { until });
    if (withdrawn !== undefined) query.andWhere(`e.withdrawn_at IS ${withdrawn ? 'NOT ' : ''}NULL`);
    if (page.before) query.andWhere('e.id < :before', { before: page.before });
    return query.orderBy('e.id', 'DESC').limit(page.limit).getMany();
  }

  /** Named stations and groups of each of these entries. */
  async placesOf(entryIds: readonly string[]): Promise<Map<string, { stationIds: string[]; groupIds: string[] }>> {
    const rows: { id: string; stationIds: string[]; groupIds: string[] }[] = await this.entries.query(
      `SELECT e.id,
         ARRAY(SELECT station_id FROM entry_stations s WHERE s.entry_id = e.id ORDER BY 1) AS "stationIds",
         ARRAY(SELECT group_id FROM entry_groups g WHERE g.entry_id = e.id ORDER BY 1) AS "groupIds"
       FROM unnest($1::uuid[]) AS e (id)`,
      [entryIds],
    );
    return new Map(rows.map(({ id, ...places }) => [id, places]));
  }

  async nextAirings(entryId: string, now: Date, reach: Reach): Promise<NextAiringRow[]> {
    return this.entries.query(
      `SELECT id AS "broadcastId", station_id AS "stationId", airs_on AS "airsOn", starts_at AS "startsAt",
              ends_at AS "endsAt"
       FROM broadcasts WHERE entry_id = $1 AND withdrawn_at IS NULL AND ends_at > $2
         AND ($3 OR station_id = ANY ($4::uuid[]))
       ORDER BY starts_at, station_id LIMIT 50`,
      [entryId, now, reach.everywhere, reach.stationIds],
    );
  }

  /** @param after start and station of the last gap of the page before */
  async gaps(entryId: string, reach: Reach, page: { limit: number; after: StartCursor | undefined }) {
    const rows: GapRow[] = await this.entries.query(
      `SELECT station_id AS "stationId", starts_at AS "startsAt", code, detail, found_at AS "foundAt"
       FROM planning_gaps WHERE entry_id = $1 AND ($2 OR station_id = ANY ($3::uuid[]))
         AND ($4::timestamptz IS NULL OR (starts_at, station_id) > ($4::timestamptz, $5::uuid))
       ORDER BY starts_at, station_id LIMIT $6`,
      [entryId, reach.everywhere, reach.stationIds, page.after?.startsAt, page.after?.id, page.limit],
    );
    return rows;
  }

  private within({ everywhere, centreIds, stationIds }: Reach): SelectQueryBuilder<Entry> {
    return this.entries
      .createQueryBuilder('e')
      .where(`(:everywhere OR e.centre_id = ANY (:centreIds) OR ${AT_STATIONS(':stationIds')})`, {
        everywhere,
        centreIds: [...centreIds],
        stationIds: [...stationIds],
      });
  }
}
