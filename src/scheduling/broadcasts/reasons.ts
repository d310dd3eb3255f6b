/** Rules that keep an airing from being planned and withdraw a broadcast that is planned already. */
const RULES = [
  'crosses-broadcasting-day',
  'outside-allowed-hours',
  'program-expired',
  'program-not-approved',
  'program-withdrawn',
  'station-closed',
  'station-not-served',
] as const;

/** Why an airing could not be planned. */
export const GAP_REASONS = ['airtime-clash', ...RULES] as const;
export type GapReason = (typeof GAP_REASONS)[number];

/**
 * Why a broadcast was withdrawn: by a person with its entry, or by a rule. `station-left`: the entry is no longer for
 * the station, e.g. because it left a group. `airtime-clash`: the newly approved audio is longer, and another broadcast
 * begins before it would end.
 */
export const WITHDRAWAL_REASONS = ['airtime-clash', 'entry-withdrawn', 'station-left', ...RULES] as const;
export type WithdrawalReason = (typeof WITHDRAWAL_REASONS)[number];
