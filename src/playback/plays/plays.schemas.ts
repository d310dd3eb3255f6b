import { z } from 'zod';
import { ignoresUnknown } from '../../platform/http/closed-schema.js';
import { inDocument } from '../../platform/http/openapi/schema-converter.js';
import { NewPlay, PlayRefusal } from './new-play.js';

const { $schema: _, $defs: _definitions, ...playSchema } = z.toJSONSchema(NewPlay, { io: 'input' });
/** Any value, documented as a play: events are checked one by one later, so that a bad one is refused alone. */
const AnyEvent = z.unknown().meta(inDocument(playSchema) as Record<string, unknown>);

export const ReportedPlays = ignoresUnknown(
  z
    .object({
      events: z
        .array(AnyEvent)
        .describe('Plays in any order, PLAYS_PER_CALL (500) at most; an invalid one is refused alone'),
    })
    .meta({ id: 'ReportedPlays' }),
);
export type ReportedPlays = z.infer<typeof ReportedPlays>;

export const PlaysAnswer = z
  .object({
    accepted: z.int().describe('Events that this call has stored durably'),
    duplicates: z.int().describe('Events that were stored before, or are in this call twice'),
    refused: z
      .array(z.object({ id: z.string().nullable(), code: PlayRefusal }))
      .describe('Events that will never be accepted, and why; do not send them again'),
  })
  .meta({ id: 'PlaysAnswer' });
export type PlaysAnswer = z.infer<typeof PlaysAnswer>;
