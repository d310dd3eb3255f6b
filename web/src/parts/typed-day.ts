import { isDay } from '../words/formats.ts';

/** The local day that was typed as `24/11/2026`, `24-11-2026` or `24.11.2026`; undefined while it is no day. */
export function typedDay(typed: string): string | undefined {
  const [, day = '', month = '', year = ''] = /^\s*(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\s*$/.exec(typed) ?? [];
  const written = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isDay(written) ? written : undefined;
}
