import type { z } from 'zod';
import { codes } from '../../platform/words/codes.js';

/** What airtime rules say against a broadcast. */
const AIRTIME = {
  'daypart-full': { vi: 'buổi phát hoặc ngày đã đủ số phút', en: 'the daypart or the day has no minutes left' },
  'outside-allowed-hours': { vi: 'ngoài khung giờ được phép', en: 'outside the allowed hours' },
  'quiet-day': { vi: 'ngày nghỉ phát', en: 'a quiet day' },
};
export const AIRTIME_REASONS = ['daypart-full', 'outside-allowed-hours', 'quiet-day'] as const;

/** Rules that keep an airing from being planned and withdraw a broadcast that is planned already. */
const RULES = {
  ...AIRTIME,
  'crosses-broadcasting-day': {
    vi: 'kéo qua 03:00, khi ngày phát sóng kết thúc',
    en: 'still on air at 03:00, when the broadcasting day ends',
  },
  'program-expired': { vi: 'chương trình đã hết hạn phát', en: 'the program has expired' },
  'program-not-approved': { vi: 'chương trình chưa được duyệt', en: 'the program is not approved' },
  'program-withdrawn': { vi: 'chương trình đã rút', en: 'the program was withdrawn' },
  'station-closed': { vi: 'đài đã đóng', en: 'the station is closed' },
  'station-not-served': { vi: 'trung tâm không phục vụ đài này', en: 'the centre does not serve the station' },
};
const CLASH = {
  'airtime-clash': { vi: 'trùng giờ với lượt phát khác', en: 'another broadcast airs at the same time' },
};

/** Why an airing could not be planned. */
export const GapReason = codes('GapReason', {
  ...CLASH,
  'clock-skipped': { vi: 'đồng hồ chuyển giờ, không có giờ này', en: 'the clocks skip this time' },
  ...RULES,
});
export type GapReason = z.infer<typeof GapReason>;

/**
 * Why a broadcast was withdrawn: by a person with its entry, or by a rule. `station-left`: the entry is no longer for
 * the station, e.g. because it left a group. `no-longer-occurs`: the entry or an exception of it was changed. `airtime-clash`: the newly approved audio is longer, and another broadcast
 * begins before it would end.
 */
export const WithdrawalReason = codes('WithdrawalReason', {
  ...CLASH,
  'entry-withdrawn': { vi: 'mục trong lịch đã rút', en: 'the entry was withdrawn' },
  'no-longer-occurs': { vi: 'mục trong lịch đã đổi', en: 'the entry was changed' },
  'station-left': { vi: 'đài không còn thuộc mục này', en: 'the entry is no longer for this station' },
  ...RULES,
});
export type WithdrawalReason = z.infer<typeof WithdrawalReason>;
