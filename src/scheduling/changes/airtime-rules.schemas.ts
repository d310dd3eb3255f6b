import { z } from 'zod';
import { AirtimeRulesView } from '../airtime/airtime-rules.schemas.js';
import { ConsequencesView, PlannedUntil } from '../../consequences/consequences.schemas.js';

/** The rules after a change, or as they still are after a dry run, and what it does to the schedule. */
export const ChangedAirtimeRules = AirtimeRulesView.extend({
  dryRun: z.boolean(),
  consequences: ConsequencesView,
  plannedUntil: PlannedUntil,
}).meta({ id: 'ChangedAirtimeRules' });
export type ChangedAirtimeRules = z.infer<typeof ChangedAirtimeRules>;
