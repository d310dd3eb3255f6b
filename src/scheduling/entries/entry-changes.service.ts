import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '../../identity/actor.js';
import { addDays, localDay } from '../../platform/clock/local-day.js';
import { Config } from '../../platform/config/config.js';
import type { Work } from '../../platform/database/unit-of-work.js';
import { NotFound } from '../../platform/http/http.problems.js';
import type { SeenRevisions } from '../../platform/http/revisions/if-match.js';
import { requireSeen } from '../../platform/http/revisions/require-seen.js';
import { PreconditionFailed } from '../../platform/http/revisions/revisions.problems.js';
import type { EntryFacts } from '../broadcasts/entry-facts.service.js';
import { ReplanningService } from '../broadcasts/replanning.service.js';
import { localTime } from '../recurrence/planning-span.js';
import { EntryWithdrawn, Frozen, NoOccurrence, NoSuchOccurrence } from '../scheduling.problems.js';
import { type Definition, type EntryException, termsOn } from '../terms/definition.js';
import {
  endTerms,
  findDefinition,
  insertException,
  insertTerms,
  lockForChange,
  undoExceptions,
} from '../terms/definitions.queries.js';
import type { EntryChanges } from './entries.schemas.js';
import { type CheckedEntry, EntryChecksService } from './entry-checks.service.js';
import type { NewException } from './exceptions.schemas.js';
import { beginBefore, type SomeOccurrences } from './freeze.queries.js';
import { changedTerms, exceptionOf, isAboutSomething, supersededBy } from './propose-definition.js';
import { WholePlanService } from './whole-plan.service.js';

interface ByWhom {
  seen: SeenRevisions;
  by: Actor;
}

interface Change {
  before: Definition;
  check(): Promise<CheckedEntry>;
  store(work: Work, facts: EntryFacts): Promise<void>;
  did: 'entry.change' | 'entry.except' | 'entry.undo-exception';
  details: Record<string, unknown>;
}

const NOTHING_BEGUN_MS = 1;

/** Changes entries from a day on, or single occurrences of them: all at once, or nothing. What has begun stays. */
@Injectable()
export class EntryChangesService {
  constructor(
    private readonly source: DataSource,
    private readonly checks: EntryChecksService,
    private readonly wholePlan: WholePlanService,
    private readonly replanning: ReplanningService,
    private readonly config: Config,
  ) {}

  /**
   * Gives the entry other terms from a day on.
   * @throws NotFound, EntryWithdrawn, PreconditionFailed, Frozen, AirtimeClash, and what `EntryChecksService` finds
   */
  async change(id: string, changes: EntryChanges, { seen, by }: ByWhom): Promise<void> {
    const before = await this.find(id, by);
    const terms = changedTerms(before, changes);
    const begins = terms.at(-1);
    if (!begins || (begins.valid.until !== null && begins.valid.until < changes.from)) throw new NoOccurrence([]);
    const parts = { terms: begins, programId: begins.programId, from: changes.from, by };
    await this.make(seen, by, {
      before,
      check: () =>
        isOnlyAnEnd(changes)
          ? this.checks.factsOf({ ...before, terms }, { from: changes.from, until: null }, by)
          : this.checks.check({ ...before, terms }, parts),
      store: async (work, facts) => {
        const days = { from: changes.from, until: null };
        await this.requireAhead(work, id, { days, slot: null, stationId: null }, facts);
        await endTerms(work, id, changes.from);
        await insertTerms(work, id, begins);
      },
      did: 'entry.change',
      // There can be thousands of stations; their number is recorded.
      details: withoutPlaces(changes),
    });
  }

  /**
   * Lets occurrences be otherwise; takes the place of an exception for the same occurrences.
   * @throws NotFound, NoSuchOccurrence, ExceptionsOverlap, and as `change`
   */
  async except(id: string, wanted: NewException, { seen, by }: ByWhom): Promise<void> {
    const before = await this.find(id, by);
    const exception = exceptionOf(wanted, { by: by.id, at: new Date(0) });
    if (!isAboutSomething(before, exception)) throw new NoSuchOccurrence();
    const superseded = supersededBy(before, exception);
    const exceptions = [...before.exceptions.filter((one) => !superseded.includes(one)), exception];
    const after = { ...before, exceptions };
    const { from } = exception.days;
    const programId = exception.programId ?? termsOn(before.terms, from)?.programId ?? before.terms[0]?.programId ?? '';
    await this.make(seen, by, {
      before,
      check: () =>
        wanted.action === 'skip'
          ? this.checks.factsOf(after, exception.days, by)
          : this.checks.check(after, { terms: null, programId, from, by }),
      store: async (work, facts) => {
        requireStation(exception, facts);
        await this.requireAhead(work, id, exception, facts, wanted.action === 'skip');
        requireFutureTarget(exception, facts);
        await undoExceptions(
          work,
          superseded.map((one) => one.id),
        );
        await insertException(work, id, { ...exception, at: work.now });
      },
      did: 'entry.except',
      details: { ...wanted },
    });
  }

  /** Undoes an exception for what is ahead. @throws NotFound, EntryWithdrawn, PreconditionFailed, AirtimeClash */
  async undo(id: string, exceptionId: string, { seen, by }: ByWhom): Promise<void> {
    const before = await this.find(id, by);
    const undone = before.exceptions.find((one) => one.id === exceptionId);
    if (!undone) throw new NotFound('exception');
    const exceptions = before.exceptions.filter((one) => one !== undone);
    await this.make(seen, by, {
      before,
      check: () => this.checks.factsOf({ ...before, exceptions }, undone.days, by),
      store: (work) => undoExceptions(work, [exceptionId]),
      did: 'entry.undo-exception',
      details: { exceptionId },
    });
  }

  private async find(id: string, by: Actor): Promise<Definition> {
    const found = await findDefinition(this.source, id);
    if (!found || !(await this.checks.mayChange(found, by))) throw new NotFound('entry');
    if (found.entry.withdrawnAt !== null) throw new EntryWithdrawn();
    return found;
  }

  private async make(seen: SeenRevisions, by: Actor, change: Change): Promise<void> {
    const { id, revision } = change.before.entry;
    // Before the checks, which would speak of an entry that is another by now.
    requireSeen({ revision }, seen);
    const { facts } = await this.wholePlan.plan(change.check, {
      store: async (work, checked) => {
        if ((await lockForChange(work, id)) !== revision) throw new PreconditionFailed();
        await change.store(work, checked.facts);
      },
      record: (work, counts) =>
        work.record({ by, did: change.did, to: { kind: 'entry', id }, details: { ...change.details, ...counts } }),
    });
    await this.replanning.fillGapsLeftBy(id, facts.now);
  }

  /** @param isTaking what is taken away may be about to begin, but not begun */
  private async requireAhead(
    work: Work,
    entryId: string,
    some: SomeOccurrences,
    { stations }: EntryFacts,
    isTaking = false,
  ): Promise<void> {
    const days = stations.map(({ timeZone }) => localDay(work.now, timeZone)).toSorted();
    const [today = localDay(work.now, 'UTC')] = days;
    if (some.days.from < today) throw new Frozen(today);
    const margin = isTaking ? NOTHING_BEGUN_MS : this.config.settings.FREEZE_MINUTES * 60_000;
    const before = new Date(work.now.getTime() + margin);
    if (await beginBefore(work, entryId, some, before)) throw new Frozen(addDays(days.at(-1) ?? today, 1));
  }
}

/** Whatever has become of its program, an entry can be ended. */
const isOnlyAnEnd = (changes: EntryChanges): boolean =>
  Object.keys(changes).every((name) => name === 'from' || name === 'until');

const PLACES = ['stationIds', 'groupIds', 'leftOut'];
const withoutPlaces = (changes: EntryChanges): Record<string, unknown> =>
  Object.fromEntries(Object.entries(changes).filter(([name]) => !PLACES.includes(name)));

function requireStation({ stationId }: EntryException, { stations }: EntryFacts): void {
  if (stationId !== null && !stations.some(({ id }) => id === stationId)) throw new NoSuchOccurrence();
}

/** Nothing is moved into the past. */
function requireFutureTarget({ toDay, toTime, days, stationId }: EntryException, { stations, now }: EntryFacts): void {
  if (toDay === null && toTime === null) return;
  for (const { id, timeZone } of stations) {
    if (stationId !== null && stationId !== id) continue;
    const target = `${toDay ?? days.from} ${toTime ?? '24:00'}`;
    if (target <= localTime(now, timeZone)) throw new Frozen(addDays(localDay(now, timeZone), 1));
  }
}
