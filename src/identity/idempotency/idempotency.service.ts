import { Injectable, Logger } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { AuditRecord } from '../../platform/audit/audit-record.js';
import { Config } from '../../platform/config/config.js';
import { Clock } from '../../platform/clock/clock.js';
import type { EffectRecorder } from '../../platform/database/effect-recorder.js';
import { UnitOfWork, type Work } from '../../platform/database/unit-of-work.js';
import { uuidv7 } from '../../platform/uuid.js';
import { AnswerLost, IdempotencyKeyReused, RequestInProgress, TooManyIdempotencyKeys } from './idempotency.problems.js';
import {
  type Claim,
  claimKey,
  deleteKeysBefore,
  findKey,
  type FoundKey,
  type KeyLimits,
  markDone,
  releaseKey,
  type StoredAnswer,
  storeAnswer,
  type Thing,
} from './idempotency-keys.queries.js';

/**
 * An attempt that has had no effect for this long is taken over: its process was killed, or it hangs. So is one that
 * began this long from now: the clock was put back since.
 */
const STALLED_MS = 60_000;
const RETRY_SECONDS = 2;
/** Larger answers are not kept; the request is done once all the same. */
const ANSWER_MAX_CHARACTERS = 262_144;

/** What is to be done about a request: carry it out, answer as before, or answer anew what it has done. */
export type Standing =
  | { kind: 'new'; claim: Claim }
  | { kind: 'answered'; answer: StoredAnswer & { body: string } }
  | { kind: 'done'; claim: Claim; things: readonly Thing[] };

/**
 * Requests that carry an `Idempotency-Key`, each done once. That it is done is stored in the transaction of its effect,
 * so a process that is killed before it stores the answer does not lead to a second effect.
 */
@Injectable()
export class IdempotencyService {
  private readonly logger = new Logger('idempotency');

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly source: DataSource,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  /** @throws IdempotencyKeyReused, RequestInProgress, AnswerLost, TooManyIdempotencyKeys */
  async begin(personId: string, key: string, fingerprint: Buffer): Promise<Standing> {
    const claim = { personId, key, attempt: uuidv7() };
    const most = this.config.settings.IDEMPOTENCY_KEYS_PER_PERSON;
    const now = this.clock.now();
    const underWay = { from: new Date(now.getTime() - STALLED_MS), to: new Date(now.getTime() + STALLED_MS) };
    const limits = { now, keptSince: this.keptSince(), underWay, most };
    if (await this.unitOfWork.run((work) => claimKey(work, claim, fingerprint, limits))) return { kind: 'new', claim };
    const found = await findKey(this.source, claim);
    if (!found) throw new TooManyIdempotencyKeys();
    if (!found.fingerprint.equals(fingerprint)) throw new IdempotencyKeyReused();
    return standingOf({ ...claim, attempt: found.attempt }, found, underWay);
  }

  /** Marks the request as done in the transaction of what a person has done; what the service does by itself is not it. */
  recorderFor(claim: Claim): EffectRecorder {
    return {
      record: async (sql, done) => {
        const things = done.filter(isDeedOfPerson).map(({ did, to }) => ({ did, ...to }));
        if (things.length === 0) return;
        // Another attempt has taken over: this one has hung, and must not have an effect any more.
        if (!(await markDone(sql, claim, things))) throw new RequestInProgress(RETRY_SECONDS);
      },
    };
  }

  /** Keeps the answer. Never throws: the answer is sent all the same, and the effect is known to be there. */
  async keep(claim: Claim, { status, headers, body }: StoredAnswer): Promise<void> {
    const kept = body !== null && body.length > ANSWER_MAX_CHARACTERS ? null : body;
    await this.quietly((work) => storeAnswer(work, claim, { status, headers, body: kept }));
  }

  /** Lets the request be sent again, unless it has had its effect. Never throws. */
  async release(claim: Claim): Promise<void> {
    await this.quietly((work) => releaseKey(work, claim));
  }

  /** Forgets keys that were sent first more than IDEMPOTENCY_HOURS ago. */
  forgetOldKeys(): Promise<void> {
    return this.unitOfWork.run((work) => deleteKeysBefore(work, this.keptSince()));
  }

  private keptSince(): Date {
    return new Date(this.clock.now().getTime() - this.config.settings.IDEMPOTENCY_HOURS * 3_600_000);
  }

  private async quietly(use: (work: Work) => Promise<void>): Promise<void> {
    try {
      await this.unitOfWork.run(use);
    } catch (error) {
      this.logger.warn({ err: error, msg: 'could not keep the answer of a request with an Idempotency-Key' });
    }
  }
}

const isDeedOfPerson = ({ by }: AuditRecord): boolean => by.kind !== 'service' && by.kind !== 'device';

/** @throws RequestInProgress, AnswerLost */
function standingOf(claim: Claim, found: FoundKey, underWay: KeyLimits['underWay']): Standing {
  const { status, headers, body, doneAt, beganAt } = found;
  const things = found.things ?? [];
  if (status !== null && body !== null) return { kind: 'answered', answer: { status, headers: headers ?? {}, body } };
  if (status !== null) throw new AnswerLost(things);
  const mayBeUnderWay = beganAt >= underWay.from && beganAt <= underWay.to;
  if (doneAt === null || mayBeUnderWay) throw new RequestInProgress(RETRY_SECONDS);
  return { kind: 'done', claim, things };
}
