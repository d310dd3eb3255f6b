import { z } from 'zod';

const ONE_LINE = [/^[^\p{Cc}\p{Cs}\u2028\u2029]*$/u, 'must be one line without control characters'] as const;
const LINES = [/^(?:[\n\r\t]|[^\p{Cc}\p{Cs}])*$/u, 'must not hold control characters'] as const;
/** Invisible characters that change the direction of text, so that one text can look like another. */
const DIRECTIONS = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/g;

/** Text of a person or a device, in composed form. Direction marks are dropped: pasted text often contains them. */
const written = () =>
  z
    .string()
    .overwrite((text) => text.replace(DIRECTIONS, ''))
    .normalize('NFC');

/** One line, e.g. a title: trimmed, not empty, no control characters, at most `max` characters. */
export const lineOfText = (max: number) =>
  written()
    .trim()
    .min(1)
    .max(max)
    .regex(...ONE_LINE);

/** One or more lines, not empty, e.g. a reason. */
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

/** One line that may be empty, as devices report it; not trimmed. */
export const lineOrNothing = (max: number) =>
  written()
    .max(max)
    .regex(...ONE_LINE);
