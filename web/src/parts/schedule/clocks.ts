/** Clock times in seconds since 00:00. */
export const MINUTE = 60;
export const HOUR = 3_600;
export const DAY_SECONDS = 86_400;

/** `05:15`. */
export const clockWords = (clock: number): string => {
  const minutes = Math.floor(clock / MINUTE);
  return `${String(Math.floor(minutes / 60) % 24).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
};

/** Of `05:15`. */
export const clockOf = (time: string): number => Number(time.slice(0, 2)) * HOUR + Number(time.slice(3, 5)) * MINUTE;

/** To whole steps of five minutes, within the day. */
export const toStep = (clock: number): number =>
  Math.min(DAY_SECONDS - 5 * MINUTE, Math.max(0, Math.round(clock / (5 * MINUTE)) * 5 * MINUTE));
