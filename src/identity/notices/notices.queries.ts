import { type List, sizeOf } from '../../platform/database/list-sql.js';
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

const NOTICES = `FROM notices
  WHERE person_id = $1 AND ($2::boolean IS NULL OR (read_at IS NULL) = $2)`;

/** A person's notices, newest first. */
export const noticeList = (personId: string, unread: boolean | undefined): List<StoredNotice> => {
  const parameters = [personId, unread];
  return {
    rows: (sql, { after, limit }) =>
      sql.query<StoredNotice>(
        `SELECT id, code, data, told_at AS "toldAt", read_at AS "readAt" ${NOTICES}
         AND ($3::uuid IS NULL OR id < $3) ORDER BY id DESC LIMIT $4`,
        [...parameters, after, limit],
      ),
    size: (sql) => sizeOf(sql, NOTICES, parameters),
  };
};

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
