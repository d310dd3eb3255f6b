import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Work } from '../../platform/database/unit-of-work.js';
import { earliestLocalDay } from '../../platform/database/local-days.js';
import { MAY_AIR } from './may-air.js';

export interface WithdrawnBecause {
  at: Date;
  because: string;
}

/** How many broadcasts were withdrawn, and at which stations, each once. */
export interface Withdrawn {
  count: number;
  stationIds: string[];
}

/** A local day on which a station is not the entry owner's. */
export interface UnservedDay {
  stationId: string;
  day: string;
}

/** The stations that an entry is for, and the days on which it is not for them. */
export interface WhereServed {
  stationIds: readonly string[];
  unserved: readonly UnservedDay[];
}

const NOT_OVER = `b.ends_at > $2 AND b.airs_on >= ${earliestLocalDay('$2')}`;

/** How broadcasts that are not over are withdrawn, the ones on the air included. */
@Injectable()
export class WithdrawalQueries {
  constructor(private readonly source: DataSource) {}

  /** For good, those that might have returned included. */
  async ofEntry({ manager }: Work, entryId: string, { at, because }: WithdrawnBecause): Promise<Withdrawn> {
    const [rows]: [{ stationId: string; wasPlanned: boolean }[], number] = await manager.query(
      `WITH before AS (SELECT id, airs_on, withdrawn_at FROM broadcasts b WHERE b.entry_id = $1 AND ${NOT_OVER})
       UPDATE broadcasts b SET may_return = false, withdrawn_at = coalesce(b.withdrawn_at, $2),
              withdrawn_because = CASE WHEN b.withdrawn_at IS NULL THEN $3 ELSE b.withdrawn_because END
       FROM before WHERE b.airs_on = before.airs_on AND b.id = before.id
       RETURNING b.station_id AS "stationId", before.withdrawn_at IS NULL AS "wasPlanned"`,
      [entryId, at, because],
    );
    await manager.query('DELETE FROM planning_gaps WHERE entry_id = $1 AND starts_at > $2', [entryId, at]);
    return withdrawnOf(rows.filter(({ wasPlanned }) => wasPlanned));
  }

  /** Those of a program that may not air any more; they may return. */
  async ofProgram({ manager }: Work, programId: string, { at, because }: WithdrawnBecause): Promise<Withdrawn> {
    const [rows]: [{ stationId: string }[], number] = await manager.query(
      `UPDATE broadcasts b SET withdrawn_at = $2, withdrawn_because = $3, may_return = true
       WHERE b.program_id = $1 AND b.withdrawn_at IS NULL AND ${NOT_OVER} AND (${MAY_AIR}) IS NOT TRUE
       RETURNING b.station_id AS "stationId"`,
      [programId, at, because],
    );
    return withdrawnOf(rows);
  }

  /** Those of an entry at stations it is no longer for, and on days when a station is not its owner's; they may return. */
  async whereNotServed(
    { manager }: Work,
    entryId: string,
    { at, because, stationIds, unserved }: WithdrawnBecause & WhereServed,
  ): Promise<Withdrawn> {
    const [rows]: [{ stationId: string }[], number] = await manager.query(
      `UPDATE broadcasts b SET withdrawn_at = $2, withdrawn_because = $3, may_return = true
       WHERE b.entry_id = $1 AND b.withdrawn_at IS NULL AND ${NOT_OVER}
         AND (b.station_id <> ALL ($4::uuid[])
              OR (b.station_id, b.airs_on) IN (SELECT * FROM unnest($5::uuid[], $6::date[])))
       RETURNING b.station_id AS "stationId"`,
      [entryId, at, because, stationIds, unserved.map(({ stationId }) => stationId), unserved.map(({ day }) => day)],
    );
    return withdrawnOf(rows);
  }

  /** Stations at which the entry has broadcasts that are not over. */
  async stationsAhead({ manager }: Work, entryId: string, now: Date): Promise<string[]> {
    const rows: { id: string }[] = await manager.query(
      `SELECT DISTINCT station_id AS id FROM broadcasts b WHERE entry_id = $1 AND withdrawn_at IS NULL AND ${NOT_OVER}`,
      [entryId, now],
    );
    return rows.map(({ id }) => id);
  }

  /** Programs with broadcasts ahead that may not air: news of them was lost, or their last day was changed. */
  async programsToSettle(now: Date): Promise<string[]> {
    const rows: { id: string }[] = await this.source.query(
      `SELECT DISTINCT b.program_id AS id
       FROM (SELECT program_id, original_sha256, max(airs_on) AS airs_on, NULL::timestamptz AS withdrawn_at
             FROM broadcasts b WHERE withdrawn_at IS NULL AND ${NOT_OVER.replaceAll('$2', '$1')}
             GROUP BY program_id, original_sha256) b
       WHERE (${MAY_AIR}) IS NOT TRUE`,
      [now],
    );
    return rows.map(({ id }) => id);
  }
}

const withdrawnOf = (rows: readonly { stationId: string }[]): Withdrawn => ({
  count: rows.length,
  stationIds: [...new Set(rows.map(({ stationId }) => stationId))],
});
