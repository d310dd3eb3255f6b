import { isDay } from '../words/formats.ts';

/** The local day that was typed as `24/11/2026`, `24-11-2026` or `24.11.2026`; undefined while it is no day. */
export function typedDay(typed: string): string | undefined {
  const [, day = '', month = '', year = ''] = /^\s*(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\s*$/.exec(typed) ?? [];
  return dayOf(year, month, day);
}

const SHORT = /^\s*(\d{1,2})[/.-](\d{1,2})(?:[/.-](\d{2}))?\s*$|^\s*(\d{2})(\d{2})(\d{2})?\s*$/;

/**
 * The local day that was typed in short, as `24/11`, `24/11/26`, `2411` or `241126`, once nothing more is typed; without a year
 * the nearest one to the day `near`.
 */
export function shortTypedDay(typed: string, near: string): string | undefined {
  const found = SHORT.exec(typed);
  if (!found) return undefined;
  const [day = '', month = '', year] = found.slice(1).filter((part) => part !== undefined);
  const present = Number(near.slice(0, 4));
  const years = year === undefined ? [present, present - 1, present + 1] : [Number(`20${year}`)];
  const distance = (written: string) => Math.abs(Date.parse(written) - Date.parse(near));
  return years
    .flatMap((one) => dayOf(String(one), month, day) ?? [])
    .toSorted((one, other) => distance(one) - distance(other))[0];
}

function dayOf(year: string, month: string, day: string): string | undefined {
  const written = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isDay(written) ? written : undefined;
}
