import { ownerOf } from '../../identity/owner.js';
import type { Sql } from '../../platform/database/sql.js';
import { stoppedTimes } from '../broadcasts/stopped.js';
import { parseRule } from '../recurrence/rule.js';
import type { EntryAt, StationAt, TermsAt } from './entry-at.js';
import type { DaySpan } from '../planning/coverage.queries.js';

interface EntryRow {
  stationId: string;
  entryId: string;
  centreId: string | null;
  ownStationId: string | null;
  priority: EntryAt['priority'];
  inForce: boolean;
  terms: (Omit<TermsAt, 'rule' | 'valid'> & {
    from: string;
    until: string | null;
    rrule: string | null;
    startsOn: string;
  })[];
  exceptions: (Omit<EntryAt['exceptions'][number], 'days'> & { from: string; until: string | null })[];
}

/** Which terms of an entry concern the days of the span ($2 to $3): those of the days, and those that are moved there. */
const CONCERNS = `(t.valid && daterange($2, $3, '[]') OR EXISTS (SELECT FROM entry_exceptions x
    WHERE x.entry_id = t.entry_id AND x.undone_at IS NULL AND x.to_day BETWEEN $2 AND $3 AND x.days && t.valid))
  AND (e.withdrawn_at IS NULL OR e.id = ANY ($4::uuid[]))`;

/** The terms that are for one of the stations $1 on a day of the span, with the reason and its days. */
const PLACED = `placed AS MATERIALIZED (
  SELECT place.*, t.entry_id FROM (
    SELECT p.station_id, p.terms_id, 'by-name' AS how, NULL::uuid AS group_id, '(,)'::daterange AS days
    FROM entry_places p WHERE p.station_id = ANY ($1::uuid[]) AND NOT p.left_out
    UNION ALL
    SELECT m.station_id, p.terms_id, 'by-group', p.group_id, m.valid * daterange($2, $3, '[]')
    FROM station_group_members m JOIN entry_places p ON p.group_id = m.group_id
    WHERE m.station_id = ANY ($1::uuid[]) AND m.valid && daterange($2, $3, '[]')
    UNION ALL
    SELECT DISTINCT c.station_id, t.id, 'everywhere', NULL::uuid, '(,)'::daterange
    FROM centre_stations c JOIN entries e ON e.centre_id = c.centre_id JOIN entry_terms t ON t.entry_id = e.id AND t.everywhere
    WHERE c.station_id = ANY ($1::uuid[]) AND daterange(c.served_from, c.served_until) && daterange($2, $3, '[]')
  ) place JOIN entry_terms t ON t.id = place.terms_id JOIN entries e ON e.id = t.entry_id
  WHERE ${CONCERNS} AND NOT EXISTS (SELECT FROM entry_places o
    WHERE o.terms_id = place.terms_id AND o.station_id = place.station_id AND o.left_out))`;

const TERMS = `jsonb_build_object('id', t.id, 'from', lower(t.valid), 'until', upper(t.valid) - 1,
    'startsOn', t.starts_on, 'rrule', t.rrule, 'extraDays', t.extra_days, 'programId', i.program_id,
    'everywhere', t.everywhere,
    'times', ARRAY(SELECT to_char(time, 'HH24:MI') FROM unnest(t.times) time ORDER BY 1),
    'places', jsonb_agg(jsonb_build_object('how', placed.how, 'groupId', placed.group_id, 'groupName', g.name,
      'from', lower(placed.days), 'until', upper(placed.days)) ORDER BY placed.days, placed.group_id))`;

const EXCEPTIONS = `coalesce((SELECT jsonb_agg(jsonb_build_object('id', x.id, 'stationId', x.station_id,
    'from', lower(x.days), 'until', upper(x.days) - 1, 'slot', x.slot, 'action', x.action, 'toDay', x.to_day,
    'toTime', to_char(x.to_time, 'HH24:MI'), 'programId', x.program_id) ORDER BY x.at, x.id)
  FROM entry_exceptions x WHERE x.entry_id = e.id AND x.undone_at IS NULL
    AND coalesce(x.station_id, one.station_id) = one.station_id), '[]')`;

/**
 * The entries that concern each of the stations on the days of the span, oldest first.
 * @param entryIds those of them that are shown although they are withdrawn
 */
export async function entriesAt(
  sql: Sql,
  stationIds: readonly string[],
  { from, until }: DaySpan,
  entryIds: readonly string[] = [],
): Promise<Map<string, EntryAt[]>> {
  const rows = await sql.query<EntryRow>(
    `WITH ${PLACED}, one AS (
       SELECT placed.station_id, placed.entry_id, t.valid, ${TERMS} AS terms
       FROM placed JOIN entry_terms t ON t.id = placed.terms_id
         JOIN entry_items i ON i.terms_id = t.id AND i.position = 0 LEFT JOIN station_groups g ON g.id = placed.group_id
       GROUP BY placed.station_id, placed.entry_id, t.id, i.program_id)
     SELECT one.station_id AS "stationId", e.id AS "entryId", e.centre_id AS "centreId", e.station_id AS "ownStationId",
            e.priority, e.withdrawn_at IS NULL AS "inForce", jsonb_agg(one.terms ORDER BY one.valid) AS terms,
            ${EXCEPTIONS} AS exceptions
     FROM one JOIN entries e ON e.id = one.entry_id GROUP BY one.station_id, e.id ORDER BY e.id`,
    [stationIds, from, until, entryIds],
  );
  const found = new Map<string, EntryAt[]>(stationIds.map((id) => [id, []]));
  for (const row of rows) found.get(row.stationId)?.push(entryOf(row));
  return found;
}

const entryOf = ({ entryId, centreId, ownStationId, priority, inForce, terms, exceptions }: EntryRow): EntryAt => ({
  entryId,
  owner: ownerOf({ centreId, stationId: ownStationId }),
  priority,
  inForce,
  terms: terms.map(({ from, until, rrule, startsOn, ...one }) => ({
    ...one,
    valid: { from, until },
    rule: parseRule(rrule, startsOn),
  })),
  exceptions: exceptions.map(({ from, until, ...one }) => ({ ...one, days: { from, until } })),
});

/** As planning knows stations: bounds outside the span do not tell them apart. */
const OPENED = 'CASE WHEN s.opened_on > $2::date THEN s.opened_on END';
const CLOSED = 'CASE WHEN s.closed_on <= $3::date THEN greatest(s.closed_on, $2::date) END';
const centres = (now: string) => `coalesce((SELECT jsonb_agg(jsonb_build_object('id', c.centre_id,
    'from', greatest(c.served_from, $2::date), 'until', least(c.served_until - 1, $3::date),
    'stopped', ${stoppedTimes('c.centre_id', now)}) ORDER BY c.served_from)
  FROM centre_stations c WHERE c.station_id = s.id AND daterange(c.served_from, c.served_until) && daterange($2, $3, '[]')), '[]')`;

/** The stations, with what changes from day to day. */
export function stationsAt(
  sql: Sql,
  stationIds: readonly string[],
  { from, until }: DaySpan,
  now: Date,
): Promise<StationAt[]> {
  return sql.query<StationAt>(
    `SELECT s.id, s.time_zone AS zone, ${OPENED} AS "openedOn", ${CLOSED} AS "closedOn", ${centres('$4')} AS centres,
            ${stoppedTimes('s.id', '$4')} AS stopped
     FROM stations s WHERE s.id = ANY ($1::uuid[]) ORDER BY s.id`,
    [stationIds, from, until, now],
  );
}

/**
 * The stations in classes: at all stations of a class the same is expected on the days of the span.
 * @returns of each station the first of its class, by the ids of both
 */
export async function classesAt(
  sql: Sql,
  stationIds: readonly string[],
  { from, until }: DaySpan,
  now: Date,
): Promise<Map<string, string>> {
  const rows = await sql.query<{ id: string; first: string }>(
    `WITH ${PLACED},
       terms AS (SELECT station_id, md5(string_agg(concat_ws(' ', terms_id, how, group_id, days), ',' ORDER BY terms_id, how, group_id, days))
                 AS placed FROM placed GROUP BY station_id),
       own AS (SELECT DISTINCT placed.station_id FROM placed JOIN entry_exceptions x
                 ON x.entry_id = placed.entry_id AND x.station_id = placed.station_id AND x.undone_at IS NULL),
       owned AS (SELECT DISTINCT placed.station_id FROM placed JOIN entries e
                 ON e.id = placed.entry_id AND e.station_id = placed.station_id)
     SELECT s.id, first_value(s.id) OVER (PARTITION BY s.time_zone, terms.placed,
         ${OPENED}, ${CLOSED}, ${centres('$5')}, ${stoppedTimes('s.id', '$5')},
         ARRAY(SELECT r.id FROM airtime_rules r WHERE r.owner_id IN (s.id, s.unit_id)
               AND r.valid && daterange($2, $3, '[]') ORDER BY r.id),
         coalesce(own.station_id, owned.station_id) ORDER BY s.id) AS first
     FROM stations s LEFT JOIN terms ON terms.station_id = s.id LEFT JOIN own ON own.station_id = s.id
       LEFT JOIN owned ON owned.station_id = s.id
     WHERE s.id = ANY ($1::uuid[])`,
    [stationIds, from, until, [], now],
  );
  return new Map(rows.map(({ id, first }) => [id, first]));
}
