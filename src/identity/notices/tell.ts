import type { Work } from '../../platform/database/unit-of-work.js';
import { uuidv7 } from '../../platform/uuid.js';
import type { NoticeCode, NoticeData } from './notice.js';
import { NoticeTold } from './notice-told.event.js';
import { insertNotice } from './notices.queries.js';

/**
 * Tells a person what happened to their account: on their page, and by mail if they have a mail address and SMTP is set.
 * Written in the transaction of what happened; the mail follows after the commit.
 */
export async function tell<Code extends NoticeCode>(
  work: Work,
  personId: string,
  code: Code,
  data: NoticeData[Code],
): Promise<void> {
  const id = uuidv7();
  await insertNotice(work, { id, personId, code, data });
  work.announce(new NoticeTold(id));
}
