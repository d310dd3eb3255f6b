import { z } from 'zod';
import { NewPlay } from './new-play.js';

/** Anything, described as what is taken: the events are checked one by one later on, so that a bad one is refused alone. */
const AnyEvent = z.unknown().meta({ ...z.toJSONSchema(NewPlay, { io: 'input' }), $schema: undefined });

export const ReportedPlays = z.object({
  events: z
    .array(AnyEvent)
    .describe('Plays in any order, PLAYS_PER_CALL (500) at most; one that is not as described is refused alone'),
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
