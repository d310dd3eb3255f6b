export const SCHEDULE_QUEUE = 'schedule';

export const APPLY_CHANGE = 'apply-change';

/** A signal that a change waits; its row in `schedule_changes` holds what is to be done. */
export interface ApplyChange {
  changeId: string;
}
