import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '../../identity/actor.js';
import { Clock } from '../../platform/clock/clock.js';
import { addDays } from '../../platform/clock/local-day.js';
import { Config } from '../../platform/config/config.js';
import type { Work } from '../../platform/database/unit-of-work.js';
import { NotFound } from '../../platform/http/http.problems.js';
import type { SeenRevisions } from '../../platform/http/revisions/if-match.js';
import { requireSeen } from '../../platform/http/revisions/require-seen.js';
import type { OperationOf } from '../operations/operations.schemas.js';
import { EntryWithdrawn, NoOccurrence, NoSuchOccurrence } from '../scheduling.problems.js';
import { type Definition, type EntryTerms, isWithin, termsOn } from '../terms/definition.js';
import {
  endTerms,
  findDefinition,
  insertException,
  insertTerms,
  undoExceptions,
} from '../terms/definitions.queries.js';
import { Entry } from '../terms/entry.entity.js';
import { aboutOperation } from './about-operation.js';
import { EntryChecksService } from './entry-checks.service.js';
import {
  changedTerms,
  exceptionOf,
  isAboutSomething,
  newDefinition,
  supersededBy,
} from '../operations/propose-definition.js';
import type { Proposal, Proposals } from './proposal.js';
import { requireAhead, requireFutureTarget, requireStation } from './require-ahead.js';
import { withdrawEntry } from './withdraw-entry.queries.js';

/** An operation on one entry. */
export type EntryOperation = OperationOf<'place' | 'change' | 'except' | 'undo-exception' | 'withdraw'>;

/** Who asks for it, and what they have seen. */
export interface Asking {
  by: Actor;
  /** The revisions of an entry that its change may be based on; undefined: any. */
  seenOf(entryId: string): SeenRevisions | undefined;
}

/** What a proposal is about beside its entry. */
type Part = Pick<Proposal, 'definition' | 'store' | 'deeds'> & Partial<Proposal>;

/** Makes proposals of operations: reads what they are about, and checks what needs no lock on a schedule. */
@Injectable()
export class EntryProposalsService {
  constructor(
    private readonly source: DataSource,
    private readonly checks: EntryChecksService,
    private readonly config: Config,
    private readonly clock: Clock,
  ) {}

  /**
   * Adds a proposal. What has begun stays as it is.
   * @param index which of the operations it is
   * @throws NotFound, EntryWithdrawn, PreconditionFailed, NoOccurrence, NoSuchOccurrence, RuleNotSupported, RuleWithoutDays
   * @throws what `EntryChecksService` finds
   */
  async propose(one: EntryOperation, index: number, proposals: Proposals, asking: Asking): Promise<void> {
    const part = await aboutOperation(index, () => this.partOf(one, proposals, asking));
    if (!part) return;
    const { require } = part;
    const before = one.op === 'place' ? null : (part.before ?? null);
    proposals.add({
      withdrawal: null,
      checkedFrom: null,
      ...part,
      before,
      operation: index,
      store: (work) => aboutOperation(index, () => part.store(work)),
      ...(require && { require: (work, coverage) => aboutOperation(index, () => require(work, coverage)) }),
    });
  }

  private async partOf(one: EntryOperation, proposals: Proposals, asking: Asking): Promise<Part | undefined> {
    if (one.op === 'place') return this.place(one, asking.by);
    const before = await this.find(one.entryId, proposals, asking);
    if (before.entry.withdrawnAt !== null) {
      // Withdrawing again changes nothing.
      if (one.op === 'withdraw') return undefined;
      throw new EntryWithdrawn();
    }
    const part = await this.changed(one, before, asking.by);
    return { before, ...part };
  }

  private changed(one: Exclude<EntryOperation, { op: 'place' }>, before: Definition, by: Actor): Promise<Part> {
    switch (one.op) {
      case 'change':
        return this.change(one, before, by);
      case 'except':
        return this.except(one, before, by);
      case 'undo-exception':
        return this.undoException(one, before, by);
      case 'withdraw':
        return Promise.resolve(this.withdraw(one, before, by));
    }
  }

  private async place({ entryId, entry: wanted }: OperationOf<'place'>, by: Actor): Promise<Part> {
    const definition = newDefinition(wanted, { id: entryId, by: by.id, at: this.clock.now() });
    const { entry, terms } = definition;
    const { programId, startsOn: from } = wanted;
    await this.checks.check(definition, { terms: terms[0] ?? null, programId, from, by });
    const store = async (work: Work) => {
      await work.manager.insert(Entry, entry);
      for (const one of terms) await insertTerms(work, entry.id, one);
    };
    return { definition, checkedFrom: from, store, deeds: [{ did: 'entry.place', details: { programId } }] };
  }

  private async change({ entryId: id, changes }: OperationOf<'change'>, before: Definition, by: Actor): Promise<Part> {
    const { from } = changes;
    const terms = changedTerms(before, changes);
    const begins = terms.at(-1);
    const until = begins?.valid.until ?? null;
    if (!begins || (until !== null && until < from)) throw NoOccurrence.after(until ?? from, from);
    const definition = { ...before, terms };
    const days = { from, until: null };
    const isEnded = isOnlyAnEnd(changes) && endsWithin(begins, before);
    if (isOnlyAnEnd(changes)) await this.checks.checkOwner(definition, days, by);
    else await this.checks.check(definition, { terms: begins, programId: begins.programId, from, by });
    return {
      definition,
      checkedFrom: isOnlyAnEnd(changes) ? null : from,
      onlyTakesAway: isEnded,
      store: async (work) => {
        await endTerms(work, id, from);
        await insertTerms(work, id, begins);
      },
      require: (work, coverage) => {
        // What airs until the end stays as it is, also what has begun today.
        const changed = isEnded ? { from: addDays(begins.valid.until ?? from, 1), until: null } : days;
        return requireAhead(
          work,
          id,
          { days: changed, slot: null, stationId: null },
          { coverage, minutes: this.freeze() },
        );
      },
      // There can be thousands of stations; their number is recorded.
      deeds: [{ did: 'entry.change', details: withoutPlaces(changes) }],
    };
  }

  private async except(
    { entryId: id, exception: wanted }: OperationOf<'except'>,
    before: Definition,
    by: Actor,
  ): Promise<Part> {
    const exception = exceptionOf(wanted, { by: by.id, at: new Date(0) });
    if (!isAboutSomething(before, exception)) throw new NoSuchOccurrence();
    const superseded = supersededBy(before, exception);
    const exceptions = [...before.exceptions.filter((one) => !superseded.includes(one)), exception];
    const definition = { ...before, exceptions };
    const { from } = exception.days;
    const programId = exception.programId ?? termsOn(before.terms, from)?.programId ?? before.terms[0]?.programId ?? '';
    const isTaking = wanted.action === 'skip';
    if (isTaking) await this.checks.checkOwner(definition, exception.days, by);
    else await this.checks.check(definition, { terms: null, programId, from, stationId: exception.stationId, by });
    const replaced = superseded.map((one) => one.id);
    return {
      definition,
      checkedFrom: isTaking ? null : from,
      onlyTakesAway: isTaking,
      concerns: exception.days,
      store: async (work) => {
        await undoExceptions(work, replaced);
        await insertException(work, id, { ...exception, at: work.now });
      },
      require: async (work, coverage) => {
        requireStation(exception, id, coverage);
        await requireAhead(work, id, exception, { coverage, minutes: isTaking ? 0 : this.freeze() });
        requireFutureTarget(exception, coverage, work.now);
      },
      deeds: [{ did: 'entry.except', details: { ...wanted } }],
    };
  }

  private async undoException(
    { exceptionId }: OperationOf<'undo-exception'>,
    before: Definition,
    by: Actor,
  ): Promise<Part> {
    const undone = before.exceptions.find((one) => one.id === exceptionId);
    if (!undone) throw new NotFound('exception', [exceptionId]);
    const definition = { ...before, exceptions: before.exceptions.filter((one) => one !== undone) };
    await this.checks.checkOwner(definition, undone.days, by);
    const store = (work: Work) => undoExceptions(work, [exceptionId]);
    const deeds = [{ did: 'entry.undo-exception' as const, details: { exceptionId } }];
    return { definition, store, concerns: undone.days, deeds };
  }

  private withdraw({ entryId, because }: OperationOf<'withdraw'>, before: Definition, by: Actor): Part {
    const entry = Object.assign(new Entry(), before.entry, { withdrawnAt: this.clock.now() });
    return {
      definition: { ...before, entry },
      withdrawal: { note: because },
      store: (work) => withdrawEntry(work, entryId, { note: because, by: by.id }),
      deeds: [{ did: 'entry.withdraw', because }],
    };
  }

  private async find(id: string, proposals: Proposals, { by, seenOf }: Asking): Promise<Definition> {
    const known = proposals.get(id);
    if (known) return known.definition;
    const found = await findDefinition(this.source, id);
    if (!found || !(await this.checks.mayChange(found, by))) throw new NotFound('entry', [id]);
    const seen = seenOf(id);
    // Before the checks, which would speak of an entry that is another by now.
    if (seen && found.entry.withdrawnAt === null) requireSeen({ revision: found.entry.revision }, seen);
    return found;
  }

  private freeze(): number {
    return this.config.settings.FREEZE_MINUTES;
  }
}

type Changes = OperationOf<'change'>['changes'];

/** Whatever has become of its program, an entry can be ended. */
const isOnlyAnEnd = (changes: Changes): boolean =>
  Object.keys(changes).every((name) => name === 'from' || name === 'until');

/** Whether terms end before the entry did: an end may be put off too. */
const endsWithin = ({ valid }: EntryTerms, { terms }: Definition): boolean =>
  valid.until !== null && isWithin(terms.at(-1)?.valid ?? valid, valid.until);

const PLACES = ['stationIds', 'groupIds', 'leftOut'];
const withoutPlaces = (changes: Changes): Record<string, unknown> =>
  Object.fromEntries(Object.entries(changes).filter(([name]) => !PLACES.includes(name)));
