export const PLAYBACK_QUEUE = 'playback';

export const DECIDE_OUTCOMES = 'decide-outcomes';

/** A signal that outcomes of a station wait to be decided; `outcome_checks` holds the days. */
export interface DecideOutcomes {
  stationId: string;
}
