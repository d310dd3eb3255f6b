export const DECIDE_OUTCOMES = 'decide-outcomes';

/** Rings for the outcome checks of a station's local days; those already done are passed over. */
export interface DecideOutcomes {
  stationId: string;
  /** `YYYY-MM-DD` */
  days: readonly string[];
}
