import type { z } from 'zod';
import { codes } from '../../platform/words/codes.js';
/** What is known of one broadcast of a segment at one station. */
export interface SegmentBroadcast {
  stationId: string;
  startsAt: Date;
  endsAt: Date;
  withdrawn: boolean;
  outcome: string | null;
  reason: string | null;
  said: string | null;
  provedSeconds: number;
}

/**
 * Why a station has not aired the segment in a week: `nothing-planned`, `withdrawn`, `still-to-come`, `open` (over, and the
 * outcome is not known yet), or the outcome of its last broadcast that is over.
 */
export const WhyNot = codes('WhyNotAired', {
  'nothing-planned': { vi: 'không có lịch phát', en: 'nothing was planned' },
  withdrawn: { vi: 'lịch phát đã rút', en: 'its broadcasts were withdrawn' },
  'still-to-come': { vi: 'chưa đến giờ phát', en: 'still to come' },
  open: { vi: 'chưa có kết quả', en: 'no outcome yet' },
  cut: { vi: 'phát không trọn', en: 'cut' },
  failed: { vi: 'thiết bị không phát được', en: 'the device could not play it' },
  'wrong-time': { vi: 'phát sai giờ', en: 'aired at another time' },
  missed: { vi: 'không ghi nhận', en: 'missed' },
  unconfirmed: { vi: 'chưa được xác nhận', en: 'not confirmed' },
});
export type WhyNot = z.infer<typeof WhyNot>;

/** Whether a station aired the segment, and who says so. */
export type StationCoverage =
  { aired: true; by: 'device' | 'operator' } | { aired: false; why: WhyNot; reason: string | null };

/**
 * Whether a station aired the segment, from its broadcasts of one week: a device proves one of them whole, on time or late;
 * or, where no device proves a second of it, an operator heard one. A person does not overrule a device's proof of a part.
 */
export function coverageOf(broadcasts: readonly SegmentBroadcast[], now: Date): StationCoverage {
  if (broadcasts.some(isProved)) return { aired: true, by: 'device' };
  if (broadcasts.some(isHeard)) return { aired: true, by: 'operator' };
  const planned = broadcasts.filter(({ withdrawn }) => !withdrawn);
  if (planned.length === 0) return not(broadcasts.length > 0 ? 'withdrawn' : 'nothing-planned');
  const over = planned
    .filter(({ endsAt }) => endsAt <= now)
    .sort((a, b) => b.startsAt.getTime() - a.startsAt.getTime());
  const last = over.find(({ outcome }) => outcome !== null);
  if (last) return not(WhyNot.safeParse(last.outcome).data ?? 'open', last.reason);
  return not(over.length > 0 ? 'open' : 'still-to-come');
}

const isProved = ({ outcome }: SegmentBroadcast): boolean => outcome === 'aired' || outcome === 'late';

const isHeard = ({ said, provedSeconds }: SegmentBroadcast): boolean => said === 'heard' && provedSeconds === 0;

const not = (why: WhyNot, reason: string | null = null): StationCoverage => ({ aired: false, why, reason });
