import { z } from 'zod';

/** One line that a person wrote, e.g. a title: trimmed, in composed form, no control characters, at most `max` characters. */
export const lineOfText = (max: number) =>
  z
    .string()
    .normalize('NFC')
    .trim()
    .min(1)
    .max(max)
    .regex(/^[^\p{Cc}\p{Cs}\u2028\u2029]*$/u, 'must be one line without control characters');

/** Some lines that a person wrote, e.g. a reason or a note. */
export const linesOfText = (max: number) =>
  z
    .string()
    .normalize('NFC')
    .trim()
    .min(1)
    .max(max)
    .regex(/^(?:[\n\r\t]|[^\p{Cc}\p{Cs}])*$/u, 'must not hold control characters');
