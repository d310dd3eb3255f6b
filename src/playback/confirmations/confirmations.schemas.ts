import { faultText } from '../../platform/words/faults.js';
import { z } from 'zod';
import { linesOrNothing } from '../../platform/http/text.js';
import { Instant } from '../../platform/http/wire.schemas.js';
import { Said } from '../deciding/play.js';

/** What an operator says people heard of a broadcast. */
export const NewConfirmation = z
  .object({
    tap: z.uuid().toLowerCase().describe('Made by the client for each tap of the person; sent twice, it counts once'),
    saidAt: Instant.describe(
      'When the person tapped, by the clock of their own device; a time after the arrival counts as the arrival',
    ),
    said: Said.describe('`heard` and `partly` once the broadcast is over, `not-aired` once it has begun'),
    reason: z
      .string()
      .regex(
        /^[a-z-]{1,40}$/,
        faultText({ vi: 'phải là mã trong /not-aired-reasons', en: 'must be a code of /not-aired-reasons' }),
      )
      .optional()
      .describe('From /not-aired-reasons; needed for `not-aired`, and not possible with `heard`'),
    note: linesOrNothing(1_000).optional(),
    tappedBy: z
      .uuid()
      .toLowerCase()
      .optional()
      .describe('Id of the person who tapped, from software that keeps taps: refused while somebody else is signed in'),
  })
  .refine(({ said, reason }) => said !== 'not-aired' || reason !== undefined, {
    path: ['reason'],
    message: faultText({
      vi: 'cần có khi chương trình không phát; xem /not-aired-reasons',
      en: 'is needed when something was not aired; see /not-aired-reasons',
    }),
  })
  .refine(({ said, reason }) => said !== 'heard' || reason === undefined, {
    path: ['reason'],
    message: faultText({
      vi: 'nêu lý do không phát; hãy bỏ đi khi đã nghe thấy',
      en: 'says why something did not air; leave it out when it was heard',
    }),
  })
  .meta({ id: 'NewConfirmation' });
export type NewConfirmation = z.output<typeof NewConfirmation>;

export const ConfirmationView = z
  .object({
    id: z.uuid(),
    tap: z.uuid(),
    said: Said,
    reason: z.string().nullable(),
    note: z.string().nullable(),
    confirmedBy: z.string().describe('Name of the person'),
    saidAt: z.iso.datetime().describe('When the person tapped; the confirmation that was said last counts'),
    confirmedAt: z.iso.datetime().describe('When it arrived'),
  })
  .meta({ id: 'Confirmation' });
export type ConfirmationView = z.infer<typeof ConfirmationView>;
