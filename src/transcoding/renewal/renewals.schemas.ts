import { z } from 'zod';
import { linesOfText } from '../../platform/http/text.js';

export const NewRenewal = z.strictObject({ because: linesOfText(1_000) });
export type NewRenewal = z.infer<typeof NewRenewal>;

const originals = (which: string) => z.number().int().describe(`Originals ${which}`);

/** How far the making over of everything is. */
export const RenewalsView = z.object({
  recipe: z.string().describe('Names profiles, targets and band in force; changes with them'),
  current: originals('made by it'),
  outdated: originals('made by another one, whose renewal nobody has asked for, or which failed'),
  waiting: originals('whose renewal waits'),
  running: originals('being made over'),
  failed: originals('whose renewal failed; stations get what they got before'),
});
export type RenewalsView = z.infer<typeof RenewalsView>;
