/** Runs that depend on each other: when one fails, the others are ended. */
export class EncoderGroup {
  /** Ends them all. */
  readonly signal: AbortSignal;
  private readonly failed = new AbortController();
  private readonly runs: Promise<unknown>[] = [];
  private failure: { because: unknown } | undefined;
  private consequence: { because: unknown } | undefined;

  constructor(signal: AbortSignal) {
    this.signal = AbortSignal.any([signal, this.failed.signal]);
  }

  /** @returns what the run returns; its failure is thrown by `allOver` */
  add<Result>(run: Promise<Result>): Promise<Result> {
    return this.watch(run, (because) => {
      this.failure ??= { because };
      this.failed.abort();
    });
  }

  /** As `add`, for a run that lives on what the others make: if one of them fails as well, that is what went wrong. */
  addListener<Result>(run: Promise<Result>): Promise<Result> {
    return this.watch(run, (because) => {
      this.consequence ??= { because };
    });
  }

  /** Waits until every one is over, so that nothing is removed under it. @throws what the first to fail threw */
  async allOver(): Promise<void> {
    await Promise.allSettled(this.runs);
    const failure = this.failure ?? this.consequence;
    if (failure) throw failure.because;
  }

  private watch<Result>(run: Promise<Result>, failed: (because: unknown) => void): Promise<Result> {
    const watched = run.catch((error: unknown) => {
      failed(error);
      throw error;
    });
    this.runs.push(watched);
    return watched;
  }
}
