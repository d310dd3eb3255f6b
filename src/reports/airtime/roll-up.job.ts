export const REPORTS_QUEUE = 'reports';

export const ROLL_UP_AIRTIME = 'roll-up-airtime';

/** A signal that days are dirty; the rows of `airtime_dirty_days` say which. */
export type RollUpAirtime = Record<string, never>;
