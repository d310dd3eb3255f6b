import { z } from 'zod';

const ONE_LINE = [/^[^\p{Cc}\p{Cs}\u2028\u2029]*$/u, 'must be one line without control characters'] as const;
const LINES = [/^(?:[\n\r\t]|[^\p{Cc}\p{Cs}])*$/u, 'must not hold control characters'] as const;
/** Characters that cannot be seen and turn the direction of those around them, so that one text reads as another. */
const DIRECTIONS = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/g;

/** What a person or a device wrote, in composed form. Turns of direction are dropped: they come along when text is pasted. */
const written = () =>
  z
    .string()
    .overwrite((text) => text.replace(DIRECTIONS, ''))
    .normalize('NFC');

/** One line that a person wrote, e.g. a title: trimmed, no control characters, at most `max` characters. */
export const lineOfText = (max: number) =>
  written()
    .trim()
    .min(1)
    .max(max)
    .regex(...ONE_LINE);

/** Some lines that a person wrote, e.g. a reason or a note. */
export const linesOfText = (max: number) =>
  written()
    .trim()
    .min(1)
    .max(max)
    .regex(...LINES);

/** Lines that may be empty, e.g. a note that an app always sends. */
export const linesOrNothing = (max: number) =>
  written()
    .trim()
    .max(max)
    .regex(...LINES);

/** One line that may be empty, as a device says it. */
export const lineOrNothing = (max: number) =>
  written()
    .max(max)
    .regex(...ONE_LINE);
