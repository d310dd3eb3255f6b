/** What to do about rows that another transaction has locked: skip them, or wait for its end. */
export type WhenLocked = 'skip' | 'wait';

/** The locking clause of a SELECT. */
export const forUpdate = (whenLocked: WhenLocked): string =>
  whenLocked === 'skip' ? 'FOR UPDATE SKIP LOCKED' : 'FOR UPDATE';
