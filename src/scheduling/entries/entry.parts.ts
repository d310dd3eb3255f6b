import { ClashesService } from '../conflicts/clashes.service.js';
import { HeldAirtimeQueries } from '../conflicts/held-airtime.queries.js';
import { LaterClashesService } from '../conflicts/later-clashes.service.js';
import { OwnershipService } from '../conflicts/ownership.service.js';
import { EntriesQueries } from './entries.queries.js';
import { EntriesService } from './entries.service.js';
import { EntryChecksService } from './entry-checks.service.js';
import { EntryListsService } from './entry-lists.service.js';
import { EntryProgramService } from './entry-program.service.js';
import { EntryStationsService } from './entry-stations.service.js';
import { FirstPlanService } from './first-plan.service.js';
import { EntryWithdrawalService } from './entry-withdrawal.service.js';

/** What places entries, withdraws them and looks them up. */
export const ENTRY_PARTS = [
  ClashesService,
  HeldAirtimeQueries,
  LaterClashesService,
  OwnershipService,
  EntriesQueries,
  EntriesService,
  EntryChecksService,
  EntryListsService,
  EntryProgramService,
  EntryStationsService,
  EntryWithdrawalService,
  FirstPlanService,
];
