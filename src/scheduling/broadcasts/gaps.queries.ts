import type { Work } from '../../platform/database/unit-of-work.js';
import type { Gap } from './airing.js';

/** Stores what could not be planned. @returns how many of these gaps are new or have another reason */
export async function storeGaps(work: Work, entryId: string, gaps: readonly Gap[]): Promise<number> {
  if (gaps.length === 0) return 0;
  const rows = await work.query(
    `INSERT INTO planning_gaps AS g
       (entry_id, station_id, on_day, slot, starts_at, reason_code, note, clash_entry_id, clash_starts_at, found_at)
     SELECT $1, gap.*, $2 FROM unnest($3::uuid[], $4::date[], $5::int[], $6::timestamptz[], $7::text[], $8::text[],
                                      $9::uuid[], $10::timestamptz[]) AS gap
     ON CONFLICT ON CONSTRAINT planning_gaps_pk DO UPDATE
       SET starts_at = excluded.starts_at, reason_code = excluded.reason_code, note = excluded.note,
           clash_entry_id = excluded.clash_entry_id, clash_starts_at = excluded.clash_starts_at, found_at = excluded.found_at
       WHERE (g.starts_at, g.reason_code, g.note, g.clash_entry_id, g.clash_starts_at) IS DISTINCT FROM
             (excluded.starts_at, excluded.reason_code, excluded.note, excluded.clash_entry_id, excluded.clash_starts_at)
     RETURNING 1`,
    [
      entryId,
      work.now,
      gaps.map(({ airing }) => airing.stationId),
      gaps.map(({ airing }) => airing.onDay),
      gaps.map(({ airing }) => airing.slot),
      gaps.map(({ airing }) => airing.startsAt),
      gaps.map(({ reason }) => reason),
      gaps.map(({ note }) => note),
      gaps.map(({ clashesWith }) => clashesWith?.entryId ?? null),
      gaps.map(({ clashesWith }) => clashesWith?.startsAt ?? null),
    ],
  );
  return rows.length;
}

/** Deletes the gaps of an entry ahead that are none any more: filled, or no longer an occurrence. */
export async function deleteOtherGaps(work: Work, entryId: string, gaps: readonly Gap[]): Promise<void> {
  await work.query(
    `DELETE FROM planning_gaps g WHERE g.entry_id = $1 AND (g.starts_at > $2 OR EXISTS (
         SELECT FROM broadcasts b WHERE b.entry_id = g.entry_id AND b.station_id = g.station_id
           AND b.starts_at = g.starts_at AND b.withdrawn_at IS NULL))
       AND NOT EXISTS (SELECT FROM unnest($3::uuid[], $4::date[], $5::int[]) AS still (station_id, on_day, slot)
         WHERE still.station_id = g.station_id AND still.on_day = g.on_day AND still.slot = g.slot)`,
    [
      entryId,
      work.now,
      gaps.map(({ airing }) => airing.stationId),
      gaps.map(({ airing }) => airing.onDay),
      gaps.map(({ airing }) => airing.slot),
    ],
  );
}
