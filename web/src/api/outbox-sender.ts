import { answerOf, api, type Schemas } from './client.ts';
import { isRipe, isUnsent, outbox, type Tap } from './outbox.ts';
import { Problem } from './problem.ts';

export type Confirmation = Schemas['Confirmation'];
type SentListener = (tap: Tap, confirmation: Confirmation | undefined) => void;

const RETRY_MS = [3_000, 5_000, 10_000, 20_000, 60_000];
/** A request that hangs on a bad line is given up after that, and made again with the same key. */
const ANSWER_WITHIN_MS = 30_000;
/** Refusals that pass: who is signed in, or what the service is just doing. */
const PASSING = new Set([
  'not-signed-in',
  'second-factor-needed',
  'sign-in-again-needed',
  'other-person',
  'other-origin',
  'request-in-progress',
  // While the service is being replaced.
  'no-such-route',
]);

/** Sends what one person has said, in order and one at a time, until the service has answered each. */
export class OutboxSender {
  private failures = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private running: Promise<void> | undefined;
  private isEnded = false;

  constructor(
    private readonly personId: string,
    private readonly onSent: SentListener,
  ) {}

  /** Sends what is ripe, and comes back by itself for the rest. Pages of one browser take turns. */
  run(): Promise<void> {
    this.running ??= this.inTurn()
      // The disk is full, or the browser has closed the database: what was tapped is still there later.
      .catch(() => this.comeBackIn(60_000))
      .finally(() => (this.running = undefined));
    return this.running;
  }

  /** Sends everything now, e.g. because the page is hidden and may not come back. */
  async flush(): Promise<void> {
    this.failures = 0;
    for (const tap of this.mine()) {
      if (!isRipe(tap, Date.now())) await outbox.change(tap.seq, (kept) => ({ ...kept, sendAfter: 0 }));
    }
    await this.running;
    await this.run();
  }

  end(): void {
    this.isEnded = true;
    clearTimeout(this.timer);
  }

  private async inTurn(): Promise<void> {
    clearTimeout(this.timer);
    // Without TLS there are no locks; the key of each tap keeps it from counting twice.
    if (!navigator.locks) return this.sendRipe();
    await navigator.locks.request('vang-outbox', { ifAvailable: true }, async (lock) => {
      if (lock) await this.sendRipe();
      else this.comeBackIn(RETRY_MS[0] as number);
    });
  }

  private async sendRipe(): Promise<void> {
    await outbox.read();
    for (let tap = this.mine()[0]; tap && !this.isEnded; tap = this.mine()[0]) {
      if (!isRipe(tap, Date.now())) return this.comeBackIn(tap.sendAfter - Date.now());
      const begun = await outbox.change(tap.seq, (kept) => ({ ...kept, isBegun: true }));
      if (begun && !(await this.send(begun))) {
        this.failures += 1;
        return this.comeBackIn(RETRY_MS[this.failures - 1] ?? 60_000);
      }
      this.failures = 0;
    }
  }

  /** Answers whether the tap is dealt with: stored by the service, or refused for good. */
  private async send(tap: Tap): Promise<boolean> {
    try {
      const confirmation = await post(tap);
      if (!isConfirmation(confirmation)) return false;
      this.onSent(tap, confirmation);
      await outbox.drop(tap.seq);
      return true;
    } catch (error) {
      return this.refused(tap, error);
    }
  }

  private async refused(tap: Tap, error: unknown): Promise<boolean> {
    if (!(error instanceof Problem) || !(await this.isForGood(error))) return false;
    // It was stored by an earlier attempt, of which only the answer is lost.
    if (error.code === 'answer-lost') await outbox.drop(tap.seq);
    else await outbox.change(tap.seq, (kept) => ({ ...kept, refused: error.document.detail, refusedAs: error.code }));
    this.onSent(tap, undefined);
    return true;
  }

  private async isForGood(error: Problem): Promise<boolean> {
    const { code, isOurs } = error;
    const { status } = error.document;
    // A proxy or a hotspot refuses in its own words: that is not the last one.
    if (!isOurs) return false;
    if (status < 400 || status >= 500 || [408, 425, 429].includes(status) || PASSING.has(code)) return false;
    // Somebody else may have signed in on another page: to them the broadcast may not even exist.
    if (status !== 403 && status !== 404) return true;
    const me = await answerOf(api.GET('/api/v1/me')).catch(() => undefined);
    return me?.person.id === this.personId;
  }

  private mine(): Tap[] {
    return outbox.current().filter((tap) => tap.personId === this.personId && isUnsent(tap));
  }

  private comeBackIn(ms: number): void {
    if (!this.isEnded) this.timer = setTimeout(() => void this.run(), Math.max(100, ms));
  }
}

/** Goes on when the page is closed meanwhile. */
const post = ({ broadcastId, body }: Tap): Promise<Confirmation> =>
  answerOf(
    api.POST('/api/v1/broadcasts/{id}/confirmation', {
      params: { path: { id: broadcastId }, header: { 'Idempotency-Key': body.tap } },
      body,
      keepalive: true,
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    }),
  );

/** The page of a hotspot that asks for a password is no answer. */
const isConfirmation = (answer: unknown): answer is Confirmation =>
  typeof answer === 'object' && answer !== null && 'said' in answer && 'confirmedAt' in answer;
