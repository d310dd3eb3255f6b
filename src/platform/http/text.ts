import { faultText } from '../words/faults.js';
import { z } from 'zod';

const ONE_LINE = [
  /^[^\p{Cc}\p{Cs}\u2028\u2029]*$/u,
  faultText({ vi: 'phải là một dòng không có ký tự điều khiển', en: 'must be one line without control characters' }),
] as const;
const STACKED = faultText({ vi: 'không được chồng nhiều dấu lên một chữ', en: 'must not stack marks on one letter' });
const LINES = [
  /^(?:[\n\r\t]|[^\p{Cc}\p{Cs}])*$/u,
  faultText({ vi: 'không được có ký tự điều khiển', en: 'must not hold control characters' }),
] as const;

/**
 * Characters that show nothing: zero-width ones, fillers, soft hyphens, marks and overrides of the direction. With them
 * one text can look like another. Joiners and variation selectors are kept, because emoji are made with them.
 */
const INVISIBLE = /(?!\u200C|\u200D|\uFE0E|\uFE0F)\p{Default_Ignorable_Code_Point}/gu;

/** A letter, digit, punctuation mark or symbol, except for two that are blank. A combining mark alone shows nothing. */
const VISIBLE = [
  /(?![\u2800\u{1D159}\p{Default_Ignorable_Code_Point}])[\p{L}\p{N}\p{P}\p{S}]/u,
  faultText({ vi: 'phải có gì đó nhìn thấy được', en: 'must hold something that can be seen' }),
] as const;

/** Without what nobody sees; pasted text often contains it. */
export const withoutInvisible = (text: string): string => text.replace(INVISIBLE, '');

/** Whether somebody who reads `text` sees anything. */
export const isVisible = (text: string): boolean => VISIBLE[0].test(text);

/** Letters in decomposed form (NFD): Vietnamese needs three for one. */
const DECOMPOSED = 4;
const MANY_MARKS = /\p{M}{17}/u;

/**
 * Text of a person or a device, in composed form (NFC) and without invisible characters. Length and marks are limited
 * before: composing takes a time that grows with the square of the number of marks in a row, 40 seconds for a megabyte.
 */
const written = (max: number) =>
  z
    .string()
    .max(DECOMPOSED * max, {
      abort: true,
      error: faultText({ vi: `phải có nhiều nhất ${max} ký tự`, en: `must have at most ${max} characters` }),
    })
    .refine((text) => !MANY_MARKS.test(text), { abort: true, error: STACKED })
    .overwrite(withoutInvisible)
    .normalize('NFC');

/** One line that a reader can see, e.g. a title: trimmed, no control characters, at most `max` characters. */
export const lineOfText = (max: number) =>
  written(max)
    .trim()
    .min(1, { abort: true })
    .max(max)
    .regex(...ONE_LINE)
    .regex(...VISIBLE);

/** What somebody searches for: words in any order; case and diacritics do not matter (`search-sql.ts`). */
export const SearchText = lineOfText(100);

/** One or more lines that a reader can see, e.g. a reason. */
export const linesOfText = (max: number) =>
  written(max)
    .trim()
    .min(1, { abort: true })
    .max(max)
    .regex(...LINES)
    .regex(...VISIBLE);

/** Lines that may be empty, e.g. a note that an app always sends; empty when nothing of them can be seen. */
export const linesOrNothing = (max: number) =>
  written(max)
    .trim()
    .max(max)
    .regex(...LINES)
    .overwrite((text) => (isVisible(text) ? text : ''));

/** One line that may be empty, as devices report it; not trimmed. */
export const lineOrNothing = (max: number) =>
  written(max)
    .max(max)
    .regex(...ONE_LINE);
