const FREE_CODES = 5;
const FIRST_DELAY_SECONDS = 60;
const LONGEST_DELAY_SECONDS = 3_600;

/** Wrong codes of a person since the last right one. */
export interface WrongCodes {
  count: number;
  /** When the last one was given. */
  lastAt: Date | null;
}

/**
 * Seconds until another code is accepted; 0 when it is now. Five wrong codes are free, then the delay doubles from a
 * minute to an hour: whoever knows the password may try about 30 of 333,333 codes a day.
 */
export function codeDelay({ count, lastAt }: WrongCodes, now: Date): number {
  if (count < FREE_CODES || !lastAt) return 0;
  const delay = Math.min(LONGEST_DELAY_SECONDS, FIRST_DELAY_SECONDS * 2 ** (count - FREE_CODES));
  // No longer than the delay if the clock was set back.
  const passed = Math.max(0, (now.getTime() - lastAt.getTime()) / 1_000);
  return Math.max(0, Math.ceil(delay - passed));
}

/** Whether the person is told of this wrong code in a row: of every fifth, which is no slip of a finger any more. */
export const isTold = (count: number): boolean => count > 0 && count % FREE_CODES === 0;
