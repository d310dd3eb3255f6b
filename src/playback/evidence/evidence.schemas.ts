import { z } from 'zod';
import { pageOf } from '../../platform/http/page.js';
import { ConfirmationView } from '../confirmations/confirmations.schemas.js';
import { Outcome } from '../deciding/decide-outcome.js';
import { PlayOutcome, Said } from '../deciding/play.js';
import { Standing } from '../deciding/slot.js';

/** One play as its device reported it; `startedAt` and `endedAt` are corrected by the offset of the device's clock. */
export const PlayView = z
  .object({
    id: z.uuid(),
    deviceId: z.uuid(),
    sha256: z.string(),
    startedAt: z.iso.datetime(),
    endedAt: z.iso.datetime(),
    playedSeconds: z.number(),
    outcome: PlayOutcome,
    reason: z.string().nullable(),
    clockOffsetMs: z.int().describe('How far the device’s clock was ahead of the service’s'),
    receivedAt: z.iso.datetime(),
    clockWasSet: z
      .boolean()
      .describe('Its clock was set while it played: `startedAt` and `endedAt` do not fit, `playedSeconds` counts'),
    standing: Standing.describe(
      '`wrong-time` and `from-the-future` are kept as evidence and prove nothing of this broadcast',
    ),
  })
  .meta({ id: 'Play' });
export type PlayView = z.infer<typeof PlayView>;

export const PlayPage = pageOf(PlayView).meta({ id: 'PlayPage' });

/** What became of a broadcast, with the evidence for it. */
export const OutcomeView = z
  .object({
    broadcastId: z.uuid(),
    stationId: z.uuid(),
    startsAt: z.iso.datetime(),
    endsAt: z.iso.datetime(),
    outcome: Outcome.nullable().describe('Null while it is open'),
    reason: z.string().nullable(),
    said: Said.nullable().describe('The newest confirmation'),
    provedSeconds: z.number().describe('By devices; at most the length'),
    confirmedSeconds: z.number().describe('By people'),
    decidedAt: z.iso.datetime().nullable(),
    plays: PlayPage.describe('The first ones by start; `next` is the cursor for /broadcasts/{id}/plays'),
    confirmations: z.array(ConfirmationView).describe('The newest 50, newest first'),
  })
  .meta({ id: 'Outcome' });
export type OutcomeView = z.infer<typeof OutcomeView>;
