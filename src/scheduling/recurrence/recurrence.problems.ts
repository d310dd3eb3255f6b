import { z } from 'zod';
import { problem } from '../../platform/http/problem.js';

/** What is wrong with a rule, and what to do. */
const FAULTS = {
  unsupported: {
    vi: 'Quy tắc lặp có phần không dùng được ở đây: {part}. Hãy bỏ phần đó; giờ phát ghi ở times.',
    en: 'The recurrence rule has a part that cannot be used here: {part}. Leave it out; clock times go into times.',
  },
  unreadable: {
    vi: 'Không đọc được “{part}” trong quy tắc lặp. Hãy viết như FREQ=WEEKLY;BYDAY=MO,TH; nếu không lặp, để rule là null.',
    en: 'The recurrence rule cannot be read at “{part}”. Write it as in FREQ=WEEKLY;BYDAY=MO,TH; rule is null for what does not recur.',
  },
  value: {
    vi: 'Trong quy tắc lặp, giá trị của {part} không dùng được, hoặc không đi cùng FREQ này; hãy sửa giá trị.',
    en: 'In the recurrence rule the value of {part} cannot be used, or does not go with this FREQ; correct it.',
  },
  together: {
    vi: 'Trong quy tắc lặp, các phần này không dùng chung được: {part}. Hãy giữ một loại, hoặc tách thành hai mục.',
    en: 'In the recurrence rule these do not go together: {part}. Keep one kind of them, or make two entries.',
  },
};
type RuleFault = keyof typeof FAULTS;

/** 409: the rule has a part that this service does not compute, or that is none. */
export class RuleNotSupported extends problem({
  status: 409,
  code: 'rule-not-supported',
  ...FAULTS.unsupported,
  extra: z.object({ part: z.string().describe('As it stands in the rule, e.g. BYHOUR, or FREQ=HOURLY') }),
}) {
  constructor(part: string, fault: RuleFault = 'unsupported') {
    super({ extra: { part }, detail: FAULTS[fault] });
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
