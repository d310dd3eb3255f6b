import type { Reach } from '../../identity/reach.js';
import type { Sql } from '../../platform/database/sql.js';
import type { Work } from '../../platform/database/unit-of-work.js';
import { uuidv7 } from '../../platform/uuid.js';
import { everReached, localDayOf, reachedOn, reachParameter } from '../../stations/stations.service.js';
import type { NewAirtimeRules } from './airtime-rules.schemas.js';
import type { RuleOwner } from './rule-owner.js';
import type { RuleKind } from './rule-kind.js';
import type { RuleBody } from './rules.js';

/** A rule as it is stored; `from` and `until` are the first and the last local day. */
export type StoredRule = RuleBody & { id: string; from: string | null; until: string | null };

/** The rules of one kind of an owner, all set together. */
export interface RulesOfOwner {
  rules: StoredRule[];
  revision: string;
}

/** The revision while an owner has no rules of the kind. */
const NONE = 'none';
const COLUMNS = `r.id, r.kind, r.body, lower(r.valid)::text AS "from", (upper(r.valid) - 1)::text AS until`;
const OWNER = { centre: 'centre_id', unit: 'unit_id', station: 'station_id' } as const;

/** The rules of one kind, by day. */
export async function rulesOfOwner(sql: Sql, { id }: RuleOwner, kind: RuleKind): Promise<RulesOfOwner> {
  const rows = await sql.query<StoredRule & { revision: string }>(
    `SELECT ${COLUMNS}, r.revision FROM airtime_rules r WHERE r.owner_id = $1 AND r.kind = $2 ORDER BY r.valid`,
    [id, kind],
  );
  return { rules: rows, revision: rows[0]?.revision ?? NONE };
}

/** Replaces the rules of one kind. @returns their revision */
export async function replaceRules(
  work: Work,
  owner: RuleOwner,
  { kind, periods }: NewAirtimeRules,
  setBy: string,
): Promise<string> {
  await work.query('DELETE FROM airtime_rules WHERE owner_id = $1 AND kind = $2', [owner.id, kind]);
  const revision = periods.length > 0 ? uuidv7() : NONE;
  const rows = periods.map(({ from, until, ...body }) => ({ id: uuidv7(), from, until, body }));
  await work.query(
    `INSERT INTO airtime_rules (id, ${OWNER[owner.kind]}, kind, valid, body, revision, set_by, set_at)
     SELECT r.id, $1, $2, daterange(r."from", r.until, '[]'), r.body, $3, $4, $5
     FROM jsonb_to_recordset($6) AS r (id uuid, "from" date, until date, body jsonb)`,
    [owner.id, kind, revision, setBy, work.now, JSON.stringify(rows)],
  );
  return revision;
}

/** Rules by id, and those of the centres that apply on a day of the span (both ends included). */
export function rulesOfMany(
  sql: Sql,
  { ruleIds, centreIds }: { ruleIds: readonly string[]; centreIds: readonly string[] },
  { from, until }: { from: string; until: string },
): Promise<(StoredRule & { level: RuleOwner['kind']; centreId: string | null })[]> {
  return sql.query(
    `SELECT ${COLUMNS}, r.centre_id AS "centreId",
            CASE WHEN r.station_id IS NOT NULL THEN 'station' WHEN r.unit_id IS NOT NULL THEN 'unit' ELSE 'centre' END AS level
     FROM airtime_rules r
     WHERE r.id = ANY ($1::uuid[])
        OR (r.centre_id = ANY ($2::uuid[]) AND r.valid && daterange($3, $4, '[]'))
     ORDER BY r.id`,
    [ruleIds, centreIds, from, until],
  );
}

/** A station with the number of its class: stations of a class have the same zone, centres and rules. */
export interface ClassedStation {
  id: string;
  class: number;
  /** Set for the first station of each class. */
  facts: ClassFacts | null;
}

export interface ClassFacts {
  zone: string;
  /** Which centre serves them from which local day to which, the last one included. */
  centres: { id: string; from: string; until: string }[];
  /** Rules of the units and of the stations. */
  ruleIds: string[];
}

/** The classes of the stations for the days of the span (both ends included). */
export function classesOf(
  sql: Sql,
  stationIds: readonly string[],
  { from, until }: { from: string; until: string },
): Promise<ClassedStation[]> {
  return sql.query(
    `SELECT id, class, CASE WHEN row_number() OVER (PARTITION BY class ORDER BY id) = 1
              THEN jsonb_build_object('zone', zone, 'centres', centres, 'ruleIds', rule_ids) END AS facts
     FROM (
       SELECT id, zone, centres, rule_ids, dense_rank() OVER (ORDER BY zone, centres, rule_ids)::int AS class
       FROM (
         SELECT s.id, s.time_zone AS zone, coalesce(served.centres, '[]') AS centres,
           ARRAY(SELECT r.id FROM airtime_rules r
                 WHERE r.owner_id IN (s.id, s.unit_id) AND r.valid && daterange($2, $3, '[]') ORDER BY r.id) AS rule_ids
         FROM stations s
         LEFT JOIN (
           SELECT c.station_id, jsonb_agg(jsonb_build_object('id', c.centre_id,
               'from', greatest(c.served_from, $2::date), 'until', least(c.served_until - 1, $3::date))
             ORDER BY c.served_from) AS centres
           FROM centre_stations c
           WHERE c.station_id = ANY ($1::uuid[])
             AND daterange(c.served_from, c.served_until) && daterange($2, $3, '[]')
           GROUP BY c.station_id) served ON served.station_id = s.id
         WHERE s.id = ANY ($1::uuid[])) each) classed
     ORDER BY class, id`,
    [stationIds, from, until],
  );
}

/** Stations to which rules of the owner apply on a local day from `from` on. */
export async function stationsUnder(sql: Sql, { kind, id }: RuleOwner, from: string): Promise<string[]> {
  const rows = await sql.query<{ id: string }>(
    `SELECT s.id FROM stations s
     WHERE (s.closed_on IS NULL OR s.closed_on > $3)
       AND CASE $2 WHEN 'station' THEN s.id = $1 WHEN 'unit' THEN s.unit_id = $1
           ELSE EXISTS (SELECT FROM centre_stations c WHERE c.station_id = s.id AND c.centre_id = $1
                          AND (c.served_until IS NULL OR c.served_until > $3)) END
     ORDER BY s.id`,
    [id, kind, from],
  );
  return rows.map((row) => row.id);
}

/** The centres that serve the station, or a station of the unit, on a local day from `from` on. */
export async function centresOver(sql: Sql, { kind, id }: RuleOwner, from: string): Promise<string[]> {
  const rows = await sql.query<{ id: string }>(
    `SELECT DISTINCT c.centre_id AS id FROM centre_stations c JOIN stations s ON s.id = c.station_id
     WHERE CASE $2 WHEN 'station' THEN s.id = $1 ELSE s.unit_id = $1 END
       AND (c.served_until IS NULL OR c.served_until > $3)`,
    [id, kind, from],
  );
  return rows.map((row) => row.id);
}

export async function ownerExists(sql: Sql, { kind, id }: RuleOwner): Promise<boolean> {
  return (await sql.query(`SELECT FROM ${kind}s WHERE id = $1`, [id])).length > 0;
}

/**
 * Whether somebody reaches, on its local day of `at`, a station of a unit, a single station, or one that a centre serves on a
 * local day from `from` on.
 */
export async function reachesStationUnder(
  sql: Sql,
  { kind, id }: RuleOwner,
  { from, at }: { from: string; at: Date },
  reach: Reach,
): Promise<boolean> {
  const found = await sql.query(
    `SELECT FROM stations s
     WHERE ${everReached('s.id', '$4')} AND ${reachedOn('s.id', localDayOf('s.id', '$5'), '$4')}
       AND CASE $2 WHEN 'station' THEN s.id = $1 WHEN 'unit' THEN s.unit_id = $1
           ELSE (s.closed_on IS NULL OR s.closed_on > $3)
             AND EXISTS (SELECT FROM centre_stations c WHERE c.station_id = s.id AND c.centre_id = $1
                         AND (c.served_until IS NULL OR c.served_until > $3)) END
     LIMIT 1`,
    [id, kind, from, reachParameter(reach), at],
  );
  return found.length > 0;
}
