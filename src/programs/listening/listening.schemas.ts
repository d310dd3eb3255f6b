import { z } from 'zod';
import { Sha256 } from '../../platform/http/wire.schemas.js';
import { faultText } from '../../platform/words/faults.js';
import { type Listening, ListeningPart } from './judge-listening.js';

const MOST_SECONDS = 1_000_000;
const MOST_STRETCHES = 500;
const Second = z.number().min(0).max(MOST_SECONDS);

const StretchView = z.object({ from: z.number(), until: z.number() });

/** What a player has played since its last report. What was reported before may be reported again. */
export const NewListening = z
  .strictObject({
    originalSha256: Sha256.describe('`original.sha256` of the program whose audio, or rendition, was played'),
    heard: z
      .array(
        z.strictObject({ from: Second, until: Second }).refine(({ from, until }) => from <= until, {
          path: ['until'],
          message: faultText({ vi: 'không được trước from', en: 'must not be before from' }),
        }),
      )
      .max(MOST_STRETCHES)
      .describe('In seconds from the start of the audio, as `played` of an audio element has them'),
  })
  .meta({ id: 'NewListening' });
export type NewListening = z.infer<typeof NewListening>;

const HeardPartView = z
  .object({
    part: ListeningPart,
    from: z.number(),
    until: z.number(),
    heardSeconds: z.number(),
    neededSeconds: z.number(),
  })
  .meta({ id: 'HeardPart' });

/** What a person has played of the newest audio of a program, and what is left before they may approve it. */
export const ListeningView = z
  .object({
    heard: z.array(StretchView).describe('In seconds from the start of the audio, in order, without overlaps'),
    parts: z.array(HeardPartView).describe('The three thirds of the audio'),
    left: z.array(ListeningPart).describe('Parts of which too little was played; empty: the person may approve it'),
  })
  .meta({ id: 'Listening' });
export type ListeningView = z.infer<typeof ListeningView>;

export const presentListening = ({ heard, parts, left }: Listening): ListeningView => ({
  heard: heard.map(({ from, until }) => ({ from: exact(from), until: exact(until) })),
  parts: parts.map(({ part, from, until, heardSeconds, neededSeconds }) => ({
    part,
    from: exact(from),
    until: exact(until),
    heardSeconds: exact(heardSeconds),
    neededSeconds: exact(neededSeconds),
  })),
  left,
});

/** Milliseconds are enough. */
const exact = (seconds: number): number => Math.round(seconds * 1_000) / 1_000;
