/**
 * What a question was answered, kept for some time: however many ask, it is asked once at a time, and not sooner again.
 * A failed answer is not kept.
 */
export class Kept<Answer> {
  private answer: Promise<Answer> | undefined;
  private isPending = false;
  private answeredAt = -Infinity;

  constructor(
    private readonly ask: () => Promise<Answer>,
    private readonly forMs: number,
  ) {}

  get(): Promise<Answer> {
    const isFresh = this.isPending || performance.now() - this.answeredAt < this.forMs;
    if (this.answer && isFresh) return this.answer;
    this.isPending = true;
    this.answer = this.ask().then(
      (answer) => {
        this.settle(performance.now());
        return answer;
      },
      (error: unknown) => {
        this.settle(-Infinity);
        throw error;
      },
    );
    return this.answer;
  }

  private settle(at: number): void {
    this.isPending = false;
    this.answeredAt = at;
  }
}
