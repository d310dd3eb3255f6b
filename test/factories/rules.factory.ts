const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7];

/** Periods of airtime rules, as requests name them: one that has no end. */
export const hours = (from: string, to: string, days = EVERY_DAY) => [{ windows: [{ days, from, to }] }];
export const quietDays = (name: string, from: string, until: string, windows: object[] | null = []) => [
  { days: [{ name, from, until, windows }] },
];
export const minutesOf = (name: string, from: string, to: string, minutes: number) => [
  { minutesPerDay: null, dayparts: [{ name, days: EVERY_DAY, from, to, minutes }] },
];
