import { z } from 'zod';
import { lineOfText, linesOfText } from '../platform/http/text.js';

/** A local calendar day; the years that a database of today's stations can mean. */
export const Day = z.iso
  .date()
  .refine((day) => day >= '1900-01-01', 'must be 1900-01-01 or later')
  .describe('Local day, YYYY-MM-DD');

/** A name as people read it; letters are composed, so that equal names are equal. */
export const Name = lineOfText(120);

export const Because = linesOfText(500).min(3).describe('Why, kept in the audit trail');

export const TimeZone = z.string().max(64).refine(isTimeZone, 'must be an IANA time zone such as Asia/Ho_Chi_Minh');

// Offsets such as +07:00 are refused: PostgreSQL reads their sign the other way round.
function isTimeZone(name: string): boolean {
  try {
    return /^[A-Za-z]/.test(name) && Boolean(new Intl.DateTimeFormat('en', { timeZone: name }));
  } catch {
    return false;
  }
}
