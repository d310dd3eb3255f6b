import type { Work } from '../../platform/database/unit-of-work.js';
import type { Coverage } from '../planning/coverage.js';
import type { DayRange } from '../recurrence/clock-times.js';
import type { Definition } from '../terms/definition.js';

/** For the audit trail. */
export interface EntryDeed {
  did: 'entry.place' | 'entry.change' | 'entry.except' | 'entry.undo-exception' | 'entry.withdraw' | 'entry.restore';
  because?: string;
  details?: Record<string, unknown>;
}

/** How an entry is to be, and what must hold for it. */
export interface Proposal {
  /** As it is; null: it is new. */
  before: Definition | null;
  /** As it will be. */
  definition: Definition;
  /** Set when it is withdrawn: with these words of a person, or by the service. */
  withdrawal: { note: string | null } | null;
  /** From this local day on all that is ahead is checked, and must fit the minutes of its dayparts; null: it only takes away. */
  checkedFrom: string | null;
  /** It can meet nothing that it did not meet before. */
  onlyTakesAway?: boolean;
  /** The local days that it concerns; all when left out. */
  concerns?: DayRange;
  /** Writes it; the entry is locked. */
  store(work: Work): Promise<void>;
  /** Checks what only the locked schedules can tell. */
  require?(work: Work, coverage: Coverage): Promise<void>;
  deeds: readonly EntryDeed[];
  /** Which of the operations it comes of; of several, the last. */
  operation: number;
}

/** What operations make of entries, one after the other: each sees what those before it have made. */
export class Proposals {
  private readonly byEntry = new Map<string, Proposal>();

  get(entryId: string): Proposal | undefined {
    return this.byEntry.get(entryId);
  }

  all(): Proposal[] {
    return [...this.byEntry.values()];
  }

  add(next: Proposal): void {
    const { id } = next.definition.entry;
    const first = this.byEntry.get(id);
    this.byEntry.set(id, first ? joined(first, next) : next);
  }
}

function joined(first: Proposal, next: Proposal): Proposal {
  const days = [first.checkedFrom, next.checkedFrom].filter((day) => day !== null).toSorted();
  const { concerns: _, ...rest } = next;
  return {
    ...rest,
    before: first.before,
    checkedFrom: days[0] ?? null,
    // Both are joined: the days of either.
    ...(first.concerns &&
      next.concerns && {
        concerns: {
          from: earlier(first.concerns.from, next.concerns.from),
          until: later(first.concerns.until, next.concerns.until),
        },
      }),
    onlyTakesAway: first.onlyTakesAway === true && next.onlyTakesAway === true,
    store: async (work) => {
      await first.store(work);
      await next.store(work);
    },
    require: async (work, coverage) => {
      await first.require?.(work, coverage);
      await next.require?.(work, coverage);
    },
    deeds: [...first.deeds, ...next.deeds],
  };
}

const earlier = (one: string, other: string): string => (one < other ? one : other);
const later = (one: string | null, other: string | null): string | null =>
  one === null || other === null ? null : one > other ? one : other;
