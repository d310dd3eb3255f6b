/** Processes that depend on each other: when one fails, the others are ended. */
export class EncoderGroup {
  /** Ends all of them. */
  readonly signal: AbortSignal;
  private readonly failed = new AbortController();
  private readonly runs: Promise<unknown>[] = [];
  private failure: { because: unknown } | undefined;
  private readerFailure: { because: unknown } | undefined;

  constructor(signal: AbortSignal) {
    this.signal = AbortSignal.any([signal, this.failed.signal]);
  }

  /** @returns what the run returns; its error is thrown by `allOver` */
  add<Result>(run: Promise<Result>): Promise<Result> {
    return this.watch(run, (because) => {
      this.failure ??= { because };
      this.failed.abort();
    });
  }

  /** As `add`, for a run that reads what the others produce: if one of them fails too, its error is the cause. */
  addReader<Result>(run: Promise<Result>): Promise<Result> {
    return this.watch(run, (because) => {
      this.readerFailure ??= { because };
    });
  }

  /** Waits until all are over, so that no file is removed that one still uses. @throws the error of the first that failed */
  async allOver(): Promise<void> {
    await Promise.allSettled(this.runs);
    const failure = this.failure ?? this.readerFailure;
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
