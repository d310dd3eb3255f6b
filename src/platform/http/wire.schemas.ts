import { faultText } from '../words/faults.js';
import { z } from 'zod';
import type { Texts } from '../words/language.js';
import { lineOfText, linesOfText } from './text.js';

/** An id as people and programs send it; they may write it in capitals. */
export const GivenId = z.uuid().toLowerCase();

/** The SHA-256 that names audio, in lower-case hex. */
export const Sha256 = z
  .string()
  .regex(
    /^[0-9a-f]{64}$/,
    faultText({ vi: 'không phải SHA-256 dạng hex chữ thường', en: 'is not a SHA-256 in lower-case hex' }),
  );

const NOT_A_TIME = faultText({ vi: 'phải là giờ như 05:15', en: 'is not a time like 05:15' });

/** Of a change that changes nothing. */
export const NO_CHANGE = faultText({ vi: 'hãy nêu ít nhất một thay đổi', en: 'name at least one change' });

/** A local time, `HH:MM`. */
export const WallClock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, NOT_A_TIME);

/** A local time, `HH:MM`, or `24:00`: the end of the day. */
export const WallClockOrMidnight = z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, NOT_A_TIME);

/** Whether an instant can be written with a year of four digits, as RFC 3339 needs it. */
export function isOnCalendar(at: Date): boolean {
  const year = at.getUTCFullYear();
  return year >= 1 && year <= 9_999;
}

/** An instant as people and devices send it, with any offset; in the years 1 to 9999 in UTC. */
export const Instant = z.iso
  // `abort`: what compares instants must not be given a text.
  .datetime({ offset: true, abort: true })
  .refine((text) => isOnCalendar(new Date(text)), {
    error: faultText({ vi: 'phải từ năm 1 đến năm 9999 (UTC)', en: 'must be in the years 1 to 9999 (UTC)' }),
    abort: true,
  })
  .transform((text) => new Date(text));

/** A local calendar day, `YYYY-MM-DD`, from 1900 on. */
export const Day = z.iso
  .date({ abort: true })
  .refine(
    (day) => day >= '1900-01-01',
    faultText({ vi: 'phải từ 1900-01-01 trở đi', en: 'must be 1900-01-01 or later' }),
  )
  .describe('Local day, YYYY-MM-DD');

/** `true` or `false` in a query. */
export const QueryFlag = z
  .stringbool({ truthy: ['true'], falsy: ['false'], case: 'sensitive' })
  .meta({ type: 'boolean' });

/** An IANA time zone. */
export const TimeZone = z
  .string()
  .max(64)
  .refine(
    isTimeZone,
    faultText({
      vi: 'phải là múi giờ IANA như Asia/Ho_Chi_Minh',
      en: 'must be an IANA time zone such as Asia/Ho_Chi_Minh',
    }),
  );

/** A name for people to read; its letters are composed (NFC), so that equal names are equal. */
export const Name = lineOfText(120);

/** A person's reason for what they do. */
export const Because = linesOfText(500).min(3).describe('Why, kept in the audit trail');

// Offsets such as +07:00 are refused: PostgreSQL reads their sign the other way round.
function isTimeZone(name: string): boolean {
  try {
    return /^[A-Za-z]/.test(name) && Boolean(new Intl.DateTimeFormat('en', { timeZone: name }));
  } catch {
    return false;
  }
}

/** A name in the languages of people. */
export const NameInBoth = z.object({ vi: z.string(), en: z.string() }) satisfies z.ZodType<Texts>;
