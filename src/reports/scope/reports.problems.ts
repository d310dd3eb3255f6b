import { z } from 'zod';
import { problem } from '../../platform/http/problem.js';

/** 400: more days than one report covers. */
export class RangeTooLong extends problem({
  status: 400,
  code: 'range-too-long',
  vi: 'Một báo cáo nhiều nhất {maxDays} ngày; hãy xin khoảng ngắn hơn, hoặc nhiều báo cáo.',
  en: 'One report covers {maxDays} days at most; ask for a shorter range, or for several reports.',
  extra: z.object({ maxDays: z.int() }),
}) {
  constructor(maxDays: number) {
    super({ extra: { maxDays } });
  }
}
