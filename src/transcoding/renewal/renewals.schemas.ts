import { z } from 'zod';
import { linesOfText } from '../../platform/http/text.js';

export const NewRenewal = z.strictObject({ because: linesOfText(1_000) });
export type NewRenewal = z.infer<typeof NewRenewal>;

const originals = (which: string) => z.number().int().describe(`Originals ${which}`);

/** How far the renewal of all audio is. */
export const RenewalsView = z.object({
  profileSet: z.string().describe('Identifies the current profiles, targets and band; changes with them'),
  current: originals('encoded by it'),
  outdated: originals('encoded by another one, for which no renewal waits or runs'),
  waiting: originals('that wait for their renewal'),
  running: originals('that are being re-encoded'),
  failed: originals('whose renewal failed; stations keep what they have'),
});
export type RenewalsView = z.infer<typeof RenewalsView>;
