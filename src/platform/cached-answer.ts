/** An answer that takes longer than this may never come, in milliseconds: the next one who wants it asks anew. */
const PATIENCE_MS = 10_000;

/**
 * What a question was answered, kept for some time: however many ask, it is asked once at a time, and not sooner again.
 * A failed answer is not kept.
 */
export class CachedAnswer<Answer> {
  private answer: Promise<Answer> | undefined;
  private isPending = false;
  /** Of the question while it is pending, then of its answer. */
  private since = -Infinity;

  /** @param patienceMs for how long a pending question keeps others from asking */
  constructor(
    private readonly ask: () => Promise<Answer>,
    private readonly forMs: number,
    private readonly patienceMs = PATIENCE_MS,
  ) {}

  get(): Promise<Answer> {
    const age = performance.now() - this.since;
    if (this.answer && age < (this.isPending ? this.patienceMs : this.forMs)) return this.answer;
    const asked: Promise<Answer> = this.ask().then(
      (answer) => {
        this.settle(asked, performance.now());
        return answer;
      },
      (error: unknown) => {
        this.settle(asked, -Infinity);
        throw error;
      },
    );
    this.answer = asked;
    this.isPending = true;
    this.since = performance.now();
    return asked;
  }

  private settle(asked: Promise<Answer>, at: number): void {
    if (this.answer !== asked) return;
    this.isPending = false;
    this.since = at;
  }
}
