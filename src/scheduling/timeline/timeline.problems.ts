import { z } from 'zod';
import { problem } from '../../platform/http/problem.js';

/** 400: more days than one answer about the schedule covers. */
export class TooManyDays extends problem({
  status: 400,
  code: 'too-many-days',
  vi: 'Mỗi lần xem lịch nhiều nhất {maxDays} ngày; hãy chọn khoảng ngắn hơn, hoặc xem từng khoảng.',
  en: 'One answer covers {maxDays} days of the schedule at most; ask for a shorter range, or for several.',
  extra: z.object({ maxDays: z.int() }),
}) {
  constructor(maxDays: number) {
    super({ extra: { maxDays } });
  }
}
