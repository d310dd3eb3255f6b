import type { Work } from '../../platform/database/unit-of-work.js';
import type { Coverage } from '../planning/coverage.js';
import type { Definition } from '../terms/definition.js';

/** How an entry is to be, and what must hold for it. */
export interface Proposal {
  /** As it will be. */
  definition: Definition;
  /** From this local day on all that is ahead is checked, and must fit the minutes of its dayparts; null: it only takes away. */
  checkedFrom: string | null;
  /** It can meet nothing that it did not meet before. */
  onlyTakesAway?: boolean;
  /** Writes it. @throws PreconditionFailed */
  store(work: Work): Promise<void>;
  /** Checks what only the locked schedules can tell. */
  require?(work: Work, coverage: Coverage): Promise<void>;
  /** For the audit trail. */
  did: 'entry.place' | 'entry.change' | 'entry.except' | 'entry.undo-exception';
  details: Record<string, unknown>;
}
