import { ClashesService } from '../conflicts/clashes.service.js';
import { EntriesQueries } from './entries.queries.js';
import { EntriesService } from './entries.service.js';
import { EntryChecksService } from './entry-checks.service.js';
import { EntryListsService } from './entry-lists.service.js';
import { EntryProgramService } from './entry-program.service.js';
import { EntryStationsService } from './entry-stations.service.js';
import { EntryWithdrawalService } from './entry-withdrawal.service.js';

/** What places entries, withdraws them and looks them up. */
export const ENTRY_PARTS = [
  ClashesService,
  EntriesQueries,
  EntriesService,
  EntryChecksService,
  EntryListsService,
  EntryProgramService,
  EntryStationsService,
  EntryWithdrawalService,
];
