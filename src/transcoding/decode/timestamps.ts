/** A place where the timestamps of a file jump although the samples go on. */
export interface TimestampJump {
  /** Seconds of sound before it. */
  at: number;
  /** How far the timestamps jump, in seconds; negative when they begin anew. */
  seconds: number;
}

/** What ffmpeg says about the source while it decodes. */
export interface DecodeReport {
  jumps: TimestampJump[];
  /** Whether the rate, the channels or the sample format changed midway. */
  isMixedForm: boolean;
  /** Whether the channels changed midway. */
  isMixedLayout: boolean;
}

/** Smaller jumps are rounding of the container, or a recorder that writes by the wall clock. */
const LEAST_JUMP_SECONDS = 0.25;
/** A hostile file has any number of them. */
const MOST_JUMPS = 1_000;

/**
 * Numbers frames by the samples before them, so that no timestamp changes what is decoded, and prints where the timestamps
 * of the source jump: two lines, the seconds before and the seconds of the jump. Input timestamps must be kept (`-copyts`).
 */
export const COUNTED_IN_SAMPLES = (() => {
  const jump = '(PTS-PREV_INPTS)*TB-ld(1)/SR';
  const printed = `if(gt(N\\,0)*gt(abs(${jump})\\,${LEAST_JUMP_SECONDS})\\,0*print(N/SR)+0*print(${jump}))`;
  return `asetpts=0*${printed}+0*st(1\\,S)+N/SR/TB`;
})();

/** Reads the lines that `COUNTED_IN_SAMPLES` and ffmpeg's own graph write, at the log level `verbose`. */
export class TimestampReader {
  private readonly numbers: number[] = [];
  private readonly forms = new Set<string>();
  private readonly layouts = new Set<string>();

  /** @param line of ffmpeg's standard error */
  take(line: string): void {
    if (/^-?\d+\.\d{6}$/.test(line) && this.numbers.length < 2 * MOST_JUMPS) this.numbers.push(Number(line));
    const [, form, layout] =
      /^\[graph[^\]]*in[^\]]*\] tb:\S+ (samplefmt:\S+ samplerate:\S+) chlayout:(.+)$/.exec(line) ?? [];
    if (!form || !layout) return;
    this.forms.add(`${form} ${layout}`);
    this.layouts.add(layout);
  }

  /** @param seconds that were decoded; the end of a stream may look like a jump */
  report(seconds: number): DecodeReport {
    const jumps: TimestampJump[] = [];
    for (let index = 0; index + 1 < this.numbers.length; index += 2) {
      const [at = 0, jump = 0] = this.numbers.slice(index, index + 2);
      if (at < seconds - LEAST_JUMP_SECONDS / 2) jumps.push({ at, seconds: jump });
    }
    return { jumps, isMixedForm: this.forms.size > 1, isMixedLayout: this.layouts.size > 1 };
  }
}
