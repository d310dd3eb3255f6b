import { z } from 'zod';
import { problem } from '../problem.js';

/** 428: a change of something that several people edit needs `If-Match` with the ETag of what was read. */
export class PreconditionRequired extends problem({
  status: 428,
  code: 'precondition-required',
  vi: 'Hãy gửi If-Match kèm ETag nhận được khi đọc (`revision` trong dấu ngoặc kép), để không ghi đè thay đổi của người khác. `*` không được nhận.',
  en: 'Send If-Match with the ETag that came with what you read (its `revision` in quotes), so that nobody else’s change is lost. `*` is not accepted.',
}) {}

/** 412: somebody else changed it since the caller read it; nothing was stored. `current` is what it is now. */
export class PreconditionFailed extends problem({
  status: 412,
  code: 'precondition-failed',
  vi: 'Có người khác đã thay đổi từ khi bạn đọc. Chưa lưu gì; hãy so với `current`.',
  en: 'Somebody else has changed this since you read it. Nothing was stored; compare with `current`.',
  extra: z.object({ current: z.record(z.string(), z.unknown()).optional().describe('As GET answers it now') }),
}) {
  constructor(current?: object) {
    super(current ? { extra: { current: { ...current } } } : {});
  }
}
