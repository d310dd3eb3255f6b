/** A time to wait, e.g. `1 second`, `90 seconds`, `15 minutes`; minutes are rounded up. */
export function inWords(seconds: number): string {
  return seconds <= MOST_SECONDS ? count(seconds, 'second') : count(Math.ceil(seconds / 60), 'minute');
}

const MOST_SECONDS = 90;

const count = (number: number, unit: string): string => `${number} ${unit}${number === 1 ? '' : 's'}`;
