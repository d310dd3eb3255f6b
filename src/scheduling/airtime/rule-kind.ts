import type { z } from 'zod';
import { codes } from '../../platform/words/codes.js';

/** Hours: when stations may air. Dayparts: how much. Quiet: days without airtime, or with hours of their own. */
export const RuleKind = codes('AirtimeRuleKind', {
  hours: { vi: 'khung giờ được phép', en: 'allowed hours' },
  dayparts: { vi: 'buổi phát và số phút', en: 'dayparts and minutes' },
  quiet: { vi: 'ngày nghỉ phát', en: 'quiet days' },
});
export type RuleKind = z.infer<typeof RuleKind>;
