export const ROLL_UP_AIRTIME = 'roll-up-airtime';

/** Rings for all dirty days; it carries nothing, because they are found in `airtime_dirty_days`. */
export type RollUpAirtime = Record<string, never>;
