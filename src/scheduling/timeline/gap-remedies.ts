import type { z } from 'zod';
import { codes } from '../../platform/words/codes.js';
import type { GapReason } from '../../consequences/reasons.schemas.js';

/** What somebody can do about a gap. */
export const GapRemedy = codes('GapRemedy', {
  'another-time': { vi: 'Chọn giờ khác cho mục này.', en: 'Choose another time for the entry.' },
  'withdraw-the-other': {
    vi: 'Rút mục đang chiếm giờ đó.',
    en: 'Withdraw the entry that airs at that time.',
  },
  'leave-this-station-out': { vi: 'Xếp mục này mà bỏ đài này ra.', en: 'Place the entry without this station.' },
  'widen-hours': {
    vi: 'Mở rộng khung giờ được phép của trung tâm.',
    en: "Widen the centre's allowed hours.",
  },
  'open-quiet-day': {
    vi: 'Cho phát trong ngày tạm ngừng này.',
    en: 'Open this quiet day.',
  },
  'raise-limit': {
    vi: 'Tăng số phút của buổi phát hoặc của ngày.',
    en: 'Allow more minutes in the daypart or on the day.',
  },
  'approve-program': { vi: 'Duyệt chương trình.', en: 'Approve the program.' },
  'extend-program': { vi: 'Đặt ngày cuối muộn hơn cho chương trình.', en: 'Set a later last day for the program.' },
  'another-program': {
    vi: 'Chương trình đã rút hẳn; hãy xếp chương trình khác.',
    en: 'The program was withdrawn for good; place another one.',
  },
  'withdraw-entry': { vi: 'Rút mục này.', en: 'Withdraw the entry.' },
  'serve-station': {
    vi: 'Sửa những ngày mà trung tâm phục vụ đài.',
    en: 'Mend the days on which the centre serves the station.',
  },
  'lift-stop': { vi: 'Bỏ lệnh dừng phát.', en: 'Lift the stop.' },
});
export type GapRemedy = z.infer<typeof GapRemedy>;

const REMEDIES: Record<GapReason, readonly GapRemedy[]> = {
  'airtime-clash': ['another-time', 'withdraw-the-other', 'leave-this-station-out'],
  'clock-skipped': ['another-time'],
  'crosses-broadcasting-day': ['another-time', 'leave-this-station-out'],
  'daypart-full': ['another-time', 'raise-limit', 'leave-this-station-out'],
  displaced: ['another-time', 'withdraw-the-other', 'leave-this-station-out'],
  'outside-allowed-hours': ['another-time', 'widen-hours', 'leave-this-station-out'],
  'program-expired': ['extend-program', 'withdraw-entry'],
  'program-not-approved': ['approve-program'],
  'program-withdrawn': ['another-program', 'withdraw-entry'],
  'quiet-day': ['another-time', 'open-quiet-day', 'leave-this-station-out'],
  'station-not-served': ['serve-station', 'leave-this-station-out'],
  stopped: ['lift-stop'],
};

/** What can be done about a gap, the likeliest first. */
export const remediesOf = (reason: GapReason): GapRemedy[] => [...REMEDIES[reason]];
