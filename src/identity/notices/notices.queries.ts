import type { Sql } from '../../platform/database/sql.js';
import type { Work } from '../../platform/database/unit-of-work.js';
import type { AnyNotice, NoticeCode } from './notice.js';

/** A notice as it is stored. */
export interface StoredNotice {
  id: string;
  code: NoticeCode;
  data: AnyNotice['data'];
  toldAt: Date;
  readAt: Date | null;
}

/** Stores a notice; its mail goes to the address that the person has now. */
export async function insertNotice(
  work: Work,
  { id, personId, code, data }: { id: string; personId: string; code: NoticeCode; data: object },
): Promise<void> {
  await work.query(
    `INSERT INTO notices (id, person_id, code, data, told_at, mail_to, mail_due_at)
     SELECT $1, p.id, $3, $4, $5, p.mail_address, CASE WHEN p.mail_address IS NOT NULL THEN $5::timestamptz END
     FROM people p WHERE p.id = $2`,
    [id, personId, code, data, work.now],
  );
}

/** Newest first; `before` is the id of the last notice on the page before. */
export async function noticesOf(
  sql: Sql,
  personId: string,
  { before, rows }: { before: string | undefined; rows: number },
): Promise<StoredNotice[]> {
  return sql.query(
    `SELECT id, code, data, told_at AS "toldAt", read_at AS "readAt" FROM notices
     WHERE person_id = $1 AND ($2::uuid IS NULL OR id < $2) ORDER BY id DESC LIMIT $3`,
    [personId, before ?? null, rows],
  );
}

export async function unreadNoticesOf(sql: Sql, personId: string): Promise<number> {
  const rows = await sql.query<{ unread: number }>(
    'SELECT count(*)::int AS unread FROM notices WHERE person_id = $1 AND read_at IS NULL',
    [personId],
  );
  return rows[0]?.unread ?? 0;
}

/** Marks a person's notices up to and including this one as read. */
export async function markNoticesRead(work: Work, personId: string, upTo: string): Promise<void> {
  await work.query('UPDATE notices SET read_at = $3 WHERE person_id = $1 AND id <= $2 AND read_at IS NULL', [
    personId,
    upTo,
    work.now,
  ]);
}
