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
import type { Coverage } from '../planning/coverage.js';
import { localTime } from '../recurrence/planning-span.js';
import { EntryWithdrawn, Frozen, NoOccurrence, NoSuchOccurrence } from '../scheduling.problems.js';
import { type Definition, type EntryException, isWithin, termsOn } from '../terms/definition.js';
import {
  endTerms,
  findDefinition,
  insertException,
  insertTerms,
  lockForChange,
  undoExceptions,
} from '../terms/definitions.queries.js';
import type { EntryChanges } from './entries.schemas.js';
import { EntryChecksService } from './entry-checks.service.js';
import type { NewException } from './exceptions.schemas.js';
import { beginBefore, type SomeOccurrences } from './freeze.queries.js';
import { changedTerms, exceptionOf, isAboutSomething, supersededBy } from './propose-definition.js';
import type { Proposal } from './proposal.js';
import { WholePlanService } from './whole-plan.service.js';

interface ByWhom {
  seen: SeenRevisions;
  by: Actor;
}

const NOTHING_BEGUN_MS = 1;

/** Changes entries from a day on, or single occurrences of them: all at once, or nothing. What has begun stays. */
@Injectable()
export class EntryChangesService {
  constructor(
    private readonly source: DataSource,
    private readonly checks: EntryChecksService,
    private readonly wholePlan: WholePlanService,
    private readonly config: Config,
  ) {}

  /**
   * Gives the entry other terms from a day on.
   * @throws NotFound, EntryWithdrawn, PreconditionFailed, Frozen, AirtimeClash, and what `EntryChecksService` finds
   */
  async change(id: string, changes: EntryChanges, { seen, by }: ByWhom): Promise<void> {
    const before = await this.find(id, { seen, by });
    const terms = changedTerms(before, changes);
    const begins = terms.at(-1);
    if (!begins || (begins.valid.until !== null && begins.valid.until < changes.from)) throw new NoOccurrence([]);
    const definition = { ...before, terms };
    const isOnlyEnd = isOnlyAnEnd(changes);
    if (isOnlyEnd) await this.checks.checkOwner(definition, { from: changes.from, until: null }, by);
    else await this.checks.check(definition, { terms: begins, programId: begins.programId, from: changes.from, by });
    await this.make(before, by, {
      definition,
      checkedFrom: isOnlyEnd ? null : changes.from,
      // An end may be put off.
      onlyTakesAway:
        isOnlyEnd &&
        begins.valid.until !== null &&
        isWithin(before.terms.at(-1)?.valid ?? begins.valid, begins.valid.until),
      store: async (work) => {
        await endTerms(work, id, changes.from);
        await insertTerms(work, id, begins);
      },
      require: (work, coverage) =>
        this.requireAhead(
          work,
          id,
          { days: { from: changes.from, until: null }, slot: null, stationId: null },
          { coverage },
        ),
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
    const before = await this.find(id, { seen, by });
    const exception = exceptionOf(wanted, { by: by.id, at: new Date(0) });
    if (!isAboutSomething(before, exception)) throw new NoSuchOccurrence();
    const superseded = supersededBy(before, exception);
    const exceptions = [...before.exceptions.filter((one) => !superseded.includes(one)), exception];
    const definition = { ...before, exceptions };
    const { from } = exception.days;
    const programId = exception.programId ?? termsOn(before.terms, from)?.programId ?? before.terms[0]?.programId ?? '';
    const isTaking = wanted.action === 'skip';
    if (isTaking) await this.checks.checkOwner(definition, exception.days, by);
    else await this.checks.check(definition, { terms: null, programId, from, by });
    await this.make(before, by, {
      definition,
      checkedFrom: isTaking ? null : from,
      onlyTakesAway: isTaking,
      store: async (work) => {
        await undoExceptions(
          work,
          superseded.map((one) => one.id),
        );
        await insertException(work, id, { ...exception, at: work.now });
      },
      require: async (work, coverage) => {
        requireStation(exception, id, coverage);
        await this.requireAhead(work, id, exception, { coverage, isTaking });
        requireFutureTarget(exception, coverage, work.now);
      },
      did: 'entry.except',
      details: { ...wanted },
    });
  }

  /** Undoes an exception for what is ahead. @throws NotFound, EntryWithdrawn, PreconditionFailed, AirtimeClash */
  async undo(id: string, exceptionId: string, { seen, by }: ByWhom): Promise<void> {
    const before = await this.find(id, { seen, by });
    const undone = before.exceptions.find((one) => one.id === exceptionId);
    if (!undone) throw new NotFound('exception');
    const definition = { ...before, exceptions: before.exceptions.filter((one) => one !== undone) };
    await this.checks.checkOwner(definition, undone.days, by);
    await this.make(before, by, {
      definition,
      checkedFrom: null,
      store: (work) => undoExceptions(work, [exceptionId]),
      did: 'entry.undo-exception',
      details: { exceptionId },
    });
  }

  private async find(id: string, { seen, by }: ByWhom): Promise<Definition> {
    const found = await findDefinition(this.source, id);
    if (!found || !(await this.checks.mayChange(found, by))) throw new NotFound('entry');
    if (found.entry.withdrawnAt !== null) throw new EntryWithdrawn();
    // Before the checks, which would speak of an entry that is another by now.
    requireSeen({ revision: found.entry.revision }, seen);
    return found;
  }

  private async make({ entry: { id, revision } }: Definition, by: Actor, proposal: Proposal): Promise<void> {
    const store = async (work: Work) => {
      if ((await lockForChange(work, id)) !== revision) throw new PreconditionFailed();
      await proposal.store(work);
    };
    await this.wholePlan.make([{ ...proposal, store }], by, async () => undefined);
  }

  /** @param isTaking what is taken away may be about to begin, but not begun */
  private async requireAhead(
    work: Work,
    entryId: string,
    some: SomeOccurrences,
    { coverage, isTaking = false }: { coverage: Coverage; isTaking?: boolean },
  ): Promise<void> {
    const days = zonesOf(coverage)
      .map((zone) => localDay(work.now, zone))
      .toSorted();
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

const zonesOf = ({ classes }: Coverage): string[] => [...new Set([...classes.values()].map(({ zone }) => zone))];

function requireStation({ stationId }: EntryException, entryId: string, { placed }: Coverage): void {
  const isPlaced = placed.some((one) => one.entryId === entryId && one.ownStation === stationId);
  if (stationId !== null && !isPlaced) throw new NoSuchOccurrence();
}

/** Nothing is moved into the past. */
function requireFutureTarget({ toDay, toTime, days, stationId }: EntryException, coverage: Coverage, now: Date): void {
  if (toDay === null && toTime === null) return;
  const there = coverage.placed.filter(({ ownStation }) => stationId === null || ownStation === stationId);
  for (const { class: number } of there) {
    const zone = coverage.classes.get(number)?.zone ?? 'UTC';
    const target = `${toDay ?? days.from} ${toTime ?? '24:00'}`;
    if (target <= localTime(now, zone)) throw new Frozen(addDays(localDay(now, zone), 1));
  }
}
