import { z } from 'zod';

/** The name of audio: lower-case hex. */
export const Sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'is not a SHA-256 in lower-case hex');

/** A local time, `HH:MM`. */
export const WallClock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'is not a time like 05:15');

/** A local time, `HH:MM`, or `24:00`: the end of the day. */
export const WallClockOrMidnight = z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, 'is not a time like 05:15');
