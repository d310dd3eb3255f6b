import { z } from 'zod';

/** The events are checked one by one later on, so that a bad one is refused alone. */
export const ReportedPlays = z.object({
  events: z.array(z.unknown()).describe('Plays as in station-protocol.md §4, in any order'),
});
export type ReportedPlays = z.infer<typeof ReportedPlays>;

export const PlaysAnswer = z.object({
  accepted: z.int().describe('Events that are stored durably by this call'),
  duplicates: z.int().describe('Events that were stored before, or stood twice in this call'),
  refused: z
    .array(z.object({ id: z.string().nullable(), code: z.string() }))
    .describe('Events that will never be taken, and why; sending them again is no use'),
});
export type PlaysAnswer = z.infer<typeof PlaysAnswer>;
