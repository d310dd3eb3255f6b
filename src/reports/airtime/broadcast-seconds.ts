/** SQL: the seconds of one broadcast `b` with its outcome `o`, or null: the rules by which reports and their evidence count. */

/** Whole seconds: lengths are planned so. */
export const LENGTH = 'extract(epoch FROM b.ends_at - b.starts_at)';

/** `proved` and `confirmed`, as decided. Each broadcast counts in whole seconds, so that every table adds up. */
export const HEARD = `SELECT ${LENGTH} AS length,
  round(coalesce(o.proved_seconds, 0)) AS proved, round(coalesce(o.confirmed_seconds, 0)) AS confirmed,
  coalesce(o.proved_seconds > 0, false) AS any_proof, coalesce(o.confirmed_seconds > 0, false) AS any_heard`;

/** Planned: what still is so. */
export const PLANNED = "CASE WHEN b.state = 'planned' THEN length ELSE 0 END";

/**
 * Missed: what neither a device proves nor a person heard of a broadcast that is decided and not aired whole; without a
 * device, only once an operator has confirmed it.
 */
export const MISSED = `CASE WHEN b.state <> 'planned' OR o.outcome IS NULL OR o.outcome IN ('aired', 'late') THEN 0
  WHEN o.outcome = 'unconfirmed' AND o.said IS NULL THEN 0
  ELSE greatest(0, length - greatest(proved, confirmed)) END`;

/** Condition: it is planned and not over. @param now SQL of the present instant */
export const UPCOMING = (now: string): string =>
  `b.state = 'planned' AND b.ends_at > ${now} AND o.broadcast_id IS NULL`;

/** Condition: it counts at all: it is planned, or sounded all the same, by a device or by a person. */
export const COUNTS = "(b.state = 'planned' OR o.proved_seconds > 0 OR o.confirmed_seconds > 0)";
