import type { SeenRevisions } from '../../platform/http/revisions/if-match.js';
import type { OwnerColumns } from '../../identity/owner.js';
import type { Sql } from '../../platform/database/sql.js';
import type { Work } from '../../platform/database/unit-of-work.js';
import type { Operation } from '../operations/operations.schemas.js';

/** A change that is applied later. */
export interface WaitingChange {
  id: string;
  by: string;
  operations: Operation[];
  /** The revisions on which it may be based, by entry. */
  seen: Record<string, SeenRevisions>;
}

/** Stores a change that is to be applied. */
export async function storeWaiting(
  work: Work,
  { id, by, operations, seen, owner }: WaitingChange & { owner: OwnerColumns },
): Promise<void> {
  const undoes = operations.flatMap((one) => (one.op === 'undo' ? [one.changeId] : []))[0] ?? null;
  await work.query(
    `INSERT INTO schedule_changes (id, centre_id, station_id, by, at, operations, seen, undoes, state, progress)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'waiting', 0)`,
    [id, owner.centreId, owner.stationId, by, work.now, JSON.stringify(operations), JSON.stringify(seen), undoes],
  );
}

/** The change, marked as being applied; undefined when that is over, or it does not exist. */
export async function beginApplying(work: Work, id: string): Promise<WaitingChange | undefined> {
  const [change] = await work.query<WaitingChange>(
    `UPDATE schedule_changes SET state = 'applying', progress = 10 WHERE id = $1 AND state IN ('waiting', 'applying')
     RETURNING id, by, operations, seen`,
    [id],
  );
  return change;
}

/** Whether the change is still to be applied; if so, nobody else applies it until the transaction ends. */
export async function claimChange(work: Work, id: string): Promise<boolean> {
  const rows = await work.query<{ state: string }>('SELECT state FROM schedule_changes WHERE id = $1 FOR UPDATE', [id]);
  return rows[0]?.state === 'waiting' || rows[0]?.state === 'applying';
}

/** Ends a change for which there was nothing left to do. @param consequences none, as JSON */
export async function endWithoutDeeds(work: Work, id: string, consequences: string): Promise<void> {
  await work.query(
    `UPDATE schedule_changes SET state = 'applied', progress = 100, consequences = $2
     WHERE id = $1 AND state IN ('waiting', 'applying')`,
    [id, consequences],
  );
}

/** @param refusal the problem document in Vietnamese and English, as JSON */
export async function refuseChange(work: Work, id: string, refusal: string): Promise<void> {
  await work.query(
    `UPDATE schedule_changes SET state = 'refused', progress = 100, refusal = $2
     WHERE id = $1 AND state IN ('waiting', 'applying')`,
    [id, refusal],
  );
}

/** Changes that were asked for before an instant and are not finished, oldest first. */
export async function unfinishedChanges(sql: Sql, before: Date): Promise<string[]> {
  const rows = await sql.query<{ id: string }>(
    `SELECT id FROM schedule_changes WHERE state IN ('waiting', 'applying') AND at < $1 ORDER BY id`,
    [before],
  );
  return rows.map(({ id }) => id);
}
