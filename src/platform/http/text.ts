import { z } from 'zod';

const ONE_LINE = [/^[^\p{Cc}\p{Cs}\u2028\u2029]*$/u, 'must be one line without control characters'] as const;
const LINES = [/^(?:[\n\r\t]|[^\p{Cc}\p{Cs}])*$/u, 'must not hold control characters'] as const;

/** One line that a person wrote, e.g. a title: trimmed, in composed form, no control characters, at most `max` characters. */
export const lineOfText = (max: number) =>
  z
    .string()
    .normalize('NFC')
    .trim()
    .min(1)
    .max(max)
    .regex(...ONE_LINE);

/** Some lines that a person wrote, e.g. a reason or a note. */
export const linesOfText = (max: number) =>
  z
    .string()
    .normalize('NFC')
    .trim()
    .min(1)
    .max(max)
    .regex(...LINES);

/** Lines that may be empty, e.g. a note that an app always sends. */
export const linesOrNothing = (max: number) =>
  z
    .string()
    .trim()
    .max(max)
    .regex(...LINES);

/** One line that may be empty, as a device says it. */
export const lineOrNothing = (max: number) =>
  z
    .string()
    .max(max)
    .regex(...ONE_LINE);
