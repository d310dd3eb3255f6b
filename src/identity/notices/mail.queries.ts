import type { Sql } from '../../platform/database/sql.js';
import type { Work } from '../../platform/database/unit-of-work.js';
import type { AnyNotice, NoticeCode } from './notice.js';

/** A notice that is to be sent by mail. */
export interface DueMail {
  id: string;
  to: string;
  login: string;
  code: NoticeCode;
  data: AnyNotice['data'];
  toldAt: Date;
  /** This one included. */
  attempts: number;
}

export async function hasDueMail(sql: Sql, now: Date): Promise<boolean> {
  return (await sql.query('SELECT FROM notices WHERE mail_due_at <= $1 LIMIT 1', [now])).length > 0;
}

/**
 * Takes one notice whose mail is due, and makes its next attempt due `minutes` × 2^(attempts before) later, six hours at
 * most: if this process ends meanwhile, another one sends it then. Undefined when there is none that no other process holds.
 */
export async function takeDueMail(work: Work, minutes: number): Promise<DueMail | undefined> {
  const rows = await work.query<DueMail>(
    `WITH due AS MATERIALIZED (
       SELECT id FROM notices WHERE mail_due_at <= $1 ORDER BY mail_due_at LIMIT 1 FOR UPDATE SKIP LOCKED)
     UPDATE notices n SET mail_attempts = mail_attempts + 1,
       mail_due_at = $1::timestamptz + least(interval '6 hours', $2 * 2 ^ least(mail_attempts, 10) * interval '1 minute')
     FROM due, people p WHERE n.id = due.id AND p.id = n.person_id
     RETURNING n.id, n.mail_to AS "to", p.login, n.code, n.data, n.told_at AS "toldAt", n.mail_attempts AS attempts`,
    [work.now, minutes],
  );
  return rows[0];
}

export async function markMailed(work: Work, id: string): Promise<void> {
  await work.query('UPDATE notices SET mailed_at = $2, mail_due_at = NULL, mail_error = NULL WHERE id = $1', [
    id,
    work.now,
  ]);
}

/** Keeps why an attempt failed; with `isLast` there is no further one. */
export async function markMailFailed(
  work: Work,
  id: string,
  { error, isLast }: { error: string; isLast: boolean },
): Promise<void> {
  await work.query(
    'UPDATE notices SET mail_error = $2, mail_due_at = CASE WHEN NOT $3 THEN mail_due_at END WHERE id = $1',
    [id, error, isLast],
  );
}
