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

/** 400: a list that is answered in one piece would have more rows than it may. */
export class TooManyRows extends problem({
  status: 400,
  code: 'too-many-rows',
  vi: 'Danh sách có hơn {maxRows} dòng; hãy xin khoảng ngắn hơn, hoặc riêng một đài.',
  en: 'The list has more than {maxRows} rows; ask for a shorter range, or for one station.',
  extra: z.object({ maxRows: z.int() }),
}) {
  constructor(maxRows: number) {
    super({ extra: { maxRows } });
  }
}
