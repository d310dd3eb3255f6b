import type { z } from 'zod';
import { codes } from '../platform/words/codes.js';

/** What airtime rules say against a broadcast. */
const AIRTIME = {
  'daypart-full': { vi: 'buổi phát hoặc ngày đã đủ số phút', en: 'the daypart or the day has no minutes left' },
  'outside-allowed-hours': { vi: 'ngoài khung giờ được phép', en: 'outside the allowed hours' },
  'quiet-day': { vi: 'ngày nghỉ phát', en: 'a quiet day' },
};

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
  'station-not-served': { vi: 'trung tâm không phục vụ đài này', en: 'the centre does not serve the station' },
};

/** Why an occurrence is not planned, though it is meant to be. It is planned by itself once that is no longer so. */
const GAPS = {
  'airtime-clash': { vi: 'trùng giờ với lượt phát khác', en: 'another broadcast airs at the same time' },
  'clock-skipped': { vi: 'đồng hồ chuyển giờ, không có giờ này', en: 'the clocks skip this time' },
  displaced: { vi: 'nhường giờ cho mục ưu tiên', en: 'an item of a higher priority took its time' },
  ...RULES,
  stopped: { vi: 'đã dừng phát', en: 'stopped by a person' },
};

/** Why something is not on the air. */
export const GapReason = codes('GapReason', GAPS);
export type GapReason = z.infer<typeof GapReason>;

/**
 * Why a broadcast is not planned. Of what was withdrawn: by a person with its entry; `no-longer-occurs` and
 * `station-left`: so near that it had been announced, the entry was changed, or is no longer for the station.
 */
export const BroadcastReason = codes('BroadcastReason', {
  ...GAPS,
  'entry-withdrawn': { vi: 'mục trong lịch đã rút', en: 'the entry was withdrawn' },
  'no-longer-occurs': { vi: 'mục trong lịch đã đổi', en: 'the entry was changed' },
  'station-closed': { vi: 'đài đã đóng', en: 'the station is closed' },
  'station-left': { vi: 'đài không còn thuộc mục này', en: 'the entry is no longer for this station' },
});
export type BroadcastReason = z.infer<typeof BroadcastReason>;
