import { z } from 'zod';
import { constraintMeans } from '../../platform/database/constraint-problems.js';
import { problem } from '../../platform/http/problem.js';

/** 409: the change was undone already. */
export class AlreadyUndone extends problem({
  status: 409,
  code: 'already-undone',
  vi: 'Lần thay đổi này đã được hoàn tác rồi.',
  en: 'The change has been undone already.',
}) {}

/** 409: something of what the change did has begun. */
export class TooLateToUndo extends problem({
  status: 409,
  code: 'too-late-to-undo',
  vi: 'Không hoàn tác được nữa: lượt phát đầu tiên chịu ảnh hưởng của lần thay đổi này đã bắt đầu. Hãy thay đổi mục từ ngày {earliest}.',
  en: 'It is too late to undo: the first broadcast that the change affects has begun. Change the entry from {earliest} on.',
  extra: z.object({ entryId: z.uuid(), earliest: z.iso.date() }),
}) {
  constructor(entryId: string, earliest: string) {
    super({ extra: { entryId, earliest }, values: { earliest: { local: earliest } } });
  }
}

const LaterChange = z.object({
  changeId: z.uuid(),
  at: z.iso.datetime(),
  by: z.string().describe('The name of who made it'),
});

/** 409: an entry of the change has been changed since. */
export class ChangedMeanwhile extends problem({
  status: 409,
  code: 'changed-meanwhile',
  vi: 'Không hoàn tác được: sau đó mục này đã được {by} thay đổi. Hãy hoàn tác lần thay đổi sau trước (xem later).',
  en: 'It cannot be undone: the entry was changed since by {by}. Undo the later change first (see later).',
  extra: z.object({ entryId: z.uuid(), later: LaterChange.nullable().describe('The newest change of the entry') }),
}) {
  constructor(entryId: string, later: z.infer<typeof LaterChange> | null) {
    super({ extra: { entryId, later }, values: { by: later?.by ?? '…' } });
  }
}

/** 409: an id that was asked for is that of another entry. */
export class EntryExists extends problem({
  status: 409,
  code: 'entry-exists',
  vi: 'Đã có mục mang mã entryId này; hãy bỏ entryId hoặc dùng mã mới.',
  en: 'There is an entry with this entryId already; leave entryId out, or make a new one.',
}) {}

constraintMeans('schedule_changes_undone_once', () => new AlreadyUndone());
constraintMeans('entries_pk', () => new EntryExists());
