/** A window of the week; days are ISO, 1 is Monday. At or before `from`, `to` is on the next day. */
export interface Window {
  days: readonly number[];
  from: string;
  to: string;
}

/** A bar of a day, in parts of the day from 0 to 1. */
interface Bar {
  day: number;
  start: number;
  end: number;
}

const DAY_MINUTES = 1_440;

function partOf(time: string): number | undefined {
  const found = /^(\d{2}):(\d{2})$/.exec(time);
  const minutes = found ? Number(found[1]) * 60 + Number(found[2]) : Number.NaN;
  return minutes <= DAY_MINUTES ? minutes / DAY_MINUTES : undefined;
}

/** What to draw of a window; over midnight it goes on at the beginning of the next day. */
export function barsOf({ days, from, to }: Window): Bar[] {
  const [start, end] = [partOf(from), partOf(to)];
  if (start === undefined || end === undefined) return [];
  if (end > start) return days.map((day) => ({ day, start, end }));
  return days.flatMap((day) => [{ day, start, end: 1 }, ...(end > 0 ? [{ day: (day % 7) + 1, start: 0, end }] : [])]);
}
