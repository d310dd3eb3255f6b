import type { Readable, Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import ffmpeg, { type FfmpegCommand } from 'fluent-ffmpeg';
import { Config } from '../../platform/config/config.js';
import { faultOf, FfmpegEnded, FfmpegFailed, FfmpegOutOfMemory, isOutOfMemory } from './ffmpeg-faults.js';
import { Patience } from './ffmpeg-patience.js';
import { findFfmpeg, type FoundFfmpeg } from './find-ffmpeg.js';
import { findIsolation, type Isolation, NO_ISOLATION } from './isolation.js';
import type { FfmpegCall } from '../rendition/arguments.js';

export interface RunOptions {
  /** After which it is ended, unless it has done more than so much audio by then. */
  timeoutSeconds: number;
  /** Ends it at once. */
  signal: AbortSignal;
  /** Each line of its standard error, as it comes. */
  onLine?: (line: string) => void;
  /**
   * Takes what it makes for the target null. Must not emit `close`: 20 ms after that, fluent-ffmpeg would call a process
   * that has not ended yet a fault.
   */
  output?: Writable;
  /** The samples of a call that is handed them. */
  input?: Readable;
}

interface Ends {
  input: Readable | undefined;
  output: Writable | undefined;
}

/** How many of its last lines are kept for a fault. */
const KEPT_LINES = 30;

/** How often it is looked whether ffmpeg takes too long. */
const TICK_MS = 250;

/** More lines than this, about frames that are broken, and the audio is not worth listening to their number. */
const MOST_COMPLAINTS = 50_000;
/** What `-progress` writes; only its lines grow with the length of sound audio. */
const isProgress = (line: string) => /^\w+=/.test(line);

/** The one place that starts ffmpeg. It runs at low priority, so that the service answers while it works. */
@Injectable()
export class FfmpegRunner implements OnModuleInit {
  private readonly logger = new Logger('ffmpeg');
  private found: FoundFfmpeg | undefined;
  private isolation: Isolation = NO_ISOLATION;

  constructor(private readonly config: Config) {}

  /** @throws NoFfmpeg when this process is to take jobs and there is none */
  async onModuleInit(): Promise<void> {
    if (this.config.settings.ROLE === 'api') return;
    this.found = await findFfmpeg(this.config.settings.FFMPEG_PATH);
    await this.isolate(this.found.path);
    const { network, memoryBytes } = this.isolation;
    this.logger.log({ msg: 'ffmpeg found', ...this.found, network, memoryBytes });
    if (this.found.from !== 'npm') return;
    this.logger.warn('This ffmpeg is of 2018; the system’s is faster and safer, e.g. apt-get install ffmpeg.');
  }

  private async isolate(path: string): Promise<void> {
    const { FFMPEG_ISOLATION, FFMPEG_MEMORY_BYTES } = this.config.settings;
    if (FFMPEG_ISOLATION === 'off') return;
    this.isolation = await findIsolation(path, FFMPEG_MEMORY_BYTES);
    const { network, memoryBytes } = this.isolation;
    if (network === 'shared') this.logger.warn('ffmpeg runs with the network: nothing here takes it away (unshare).');
    if (memoryBytes === null)
      this.logger.warn('ffmpeg runs without a limit of memory: nothing here sets one (prlimit).');
  }

  /** Of the ffmpeg in use, e.g. `5.1.9-0+deb12u1`. */
  get version(): string {
    return this.found?.version ?? 'none';
  }

  /**
   * Runs one call to its end.
   * @throws FfmpegFailed when it says that the audio is at fault
   * @throws FfmpegOutOfMemory
   * @throws FfmpegTooSlow also when nothing moves any more
   * @throws FfmpegEnded when `signal` or something outside ended it, or the machine lacks room for it
   */
  run(call: FfmpegCall, { timeoutSeconds, signal, onLine, input, output }: RunOptions): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal.aborted) return reject(new FfmpegEnded('ended before it began'));
      const command = this.commandFor(call, { input, output });
      const end = () => void command.kill('SIGKILL');
      let because: Error | undefined;
      const endFor = (fault: Error) => {
        because ??= fault;
        end();
      };
      const patience = new Patience({ timeoutSeconds, stallSeconds: this.stallSecondsOf(call) });
      const timer = setInterval(() => {
        const tooSlow = patience.tick(TICK_MS / 1_000);
        if (tooSlow) endFor(tooSlow);
      }, TICK_MS);
      let complaints = 0;
      const settle = (outcome: () => void) => {
        clearInterval(timer);
        signal.removeEventListener('abort', end);
        outcome();
      };
      signal.addEventListener('abort', end, { once: true });
      // Aborted between the check above and the start of the process, when there was nothing to kill.
      command.once('start', () => signal.aborted && end());
      command.on('stderr', (line: string) => {
        onLine?.(line);
        patience.hear(line);
        if (isOutOfMemory(line)) endFor(new FfmpegOutOfMemory(line));
        if (!isProgress(line) && ++complaints > MOST_COMPLAINTS) endFor(new FfmpegFailed('it complains on and on', []));
      });
      command.once('end', () => settle(() => (because ? reject(because) : void arrived(output).then(resolve, reject))));
      command.once('error', (error: Error, _output: unknown, lines: unknown) =>
        settle(() => reject(because ?? faultOf(error.message, typeof lines === 'string' ? lines.split('\n') : []))),
      );
      command.run();
    });
  }

  /** Only what writes `-progress` shows that it moves. */
  private stallSecondsOf({ inputOptions }: FfmpegCall): number | null {
    return inputOptions.includes('-progress') ? this.config.settings.TRANSCODE_STALL_SECONDS : null;
  }

  private commandFor(call: FfmpegCall, { input, output }: Ends): FfmpegCommand {
    if (!this.found) throw new FfmpegEnded('this process does no transcoding');
    const command = ffmpeg({ niceness: this.config.settings.TRANSCODE_NICENESS, stdoutLines: KEPT_LINES });
    Object.assign(command, TRUSTED);
    const [program, ...words] = [...this.isolation.words, this.found.path];
    command.setFfmpegPath(program);
    // The first of all words are the options of the first input.
    command.input(input ?? call.source).inputOptions(...words, ...call.inputOptions);
    for (const { options, target } of call.outputs) {
      const to = target ?? output;
      if (!to) throw new TypeError('nobody takes what this call hands out');
      command.output(to).outputOptions(...options);
    }
    return command;
  }
}

/**
 * Waits until all that ffmpeg handed out has come: it may end before its last words are read, and fluent-ffmpeg waits for
 * no more than its end.
 */
const arrived = async (output: Writable | undefined): Promise<void> => output && finished(output, { readable: false });

/**
 * fluent-ffmpeg would run ffmpeg twice more to list formats and encoders, and does not understand the lists of
 * versions from 7.1 on. What is asked for here is in every build since 2018.
 */
const TRUSTED = {
  _checkCapabilities: (done: (error: null) => void) => done(null),
  availableEncoders: (done: (error: null, encoders: object) => void) => done(null, {}),
};
