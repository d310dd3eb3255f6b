import { z } from 'zod';
import { problem } from '../../platform/http/problem.js';

/** 409: the rule has a part that this service does not compute. */
export class RuleNotSupported extends problem({
  status: 409,
  code: 'rule-not-supported',
  vi: 'Quy tắc lặp có phần không dùng được ở đây: {part}. Hãy bỏ phần đó; giờ phát ghi ở times.',
  en: 'The recurrence rule has a part that cannot be used here: {part}. Leave it out; clock times go into times.',
  extra: z.object({ part: z.string().describe('As it stands in the rule, e.g. BYHOUR, or FREQ=HOURLY') }),
}) {
  constructor(part: string) {
    super({ extra: { part } });
  }
}

/** 409: the rule has no day in the ten years after its first one. */
export class RuleWithoutDays extends problem({
  status: 409,
  code: 'rule-without-days',
  vi: 'Quy tắc lặp không có ngày nào trong mười năm kể từ {startsOn}, ví dụ ngày 30 tháng 2.',
  en: 'The recurrence rule has no day in the ten years from {startsOn}; 30 February, for example, never comes.',
  extra: z.object({ startsOn: z.iso.date() }),
}) {
  constructor(startsOn: string) {
    super({ extra: { startsOn } });
  }
}
