import { z } from 'zod';
import { Outcome } from '../deciding/decide-outcome.js';
import { Said } from '../deciding/play.js';

const OutcomeItem = z
  .array(z.number())
  .length(6)
  .meta({ id: 'OutcomeGridItem' })
  .describe(
    'Local clock time of the start in seconds since 00:00; then indexes into `entries`, `outcomes`, `said` and `reasons`; then the seconds that devices prove. Clock time and entry are those of an item of /schedule/grid',
  );

/**
 * What became of the broadcasts of many stations in a compact form, beside /schedule/grid: stations and days are the same. What
 * has no outcome and was not confirmed is left out.
 */
export const OutcomeGridView = z
  .object({
    days: z.array(z.iso.date()).describe('The columns'),
    outcomes: z.array(Outcome.nullable()).describe('Index 0, null: not decided yet'),
    said: z.array(Said.nullable()).describe('The newest confirmation; index 0, null: none'),
    reasons: z.array(z.string().nullable()).describe('Codes of /not-aired-reasons; index 0, null: none'),
    entries: z.array(z.uuid()),
    lists: z.array(z.array(OutcomeItem)).describe('Items of a day, by start; index 0 is the empty list'),
    stations: z
      .array(
        z.object({
          id: z.uuid(),
          cells: z
            .array(z.int().nullable())
            .describe('For each of `days` an index into `lists`; null as in /schedule/grid'),
        }),
      )
      .describe('By id'),
    next: z.string().nullable().describe('`cursor` of the next stations; null on the last page'),
  })
  .meta({ id: 'OutcomeGrid' });
export type OutcomeGridView = z.infer<typeof OutcomeGridView>;
