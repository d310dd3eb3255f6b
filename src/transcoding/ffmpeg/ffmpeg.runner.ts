import { ChildProcess } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import ffmpeg, { type FfmpegCommand } from 'fluent-ffmpeg';
import { Config } from '../../platform/config/config.js';
import { killOrphans, markedAsChild } from '../../platform/processes/orphans.js';
import { endsWithParent } from '../../platform/processes/parent-death.js';
import type { FfmpegCall } from './ffmpeg-call.js';
import { faultOf, FfmpegEnded, FfmpegFailed, FfmpegOutOfMemory, isOutOfMemory } from './ffmpeg-faults.js';
import { FfmpegWatchdog } from './ffmpeg-watchdog.js';
import { ffmpegHere } from './ffmpeg-here.js';
import type { FoundFfmpeg } from './find-ffmpeg.js';
import { type Isolation, NO_ISOLATION } from './isolation.js';

export interface RunOptions {
  /** Seconds after which it is killed, unless it has done more than so many seconds of audio by then. */
  timeoutSeconds: number;
  /** Kills it at once. */
  signal: AbortSignal;
  /** Receives each line of its standard error. */
  onLine?: (line: string) => void;
  /**
   * Receives what it produces for the target null. Must not emit `close`: fluent-ffmpeg takes it for an error if the
   * process has not ended 20 ms later.
   */
  output?: Writable;
  /** What a call with the source STANDARD_INPUT reads. */
  input?: Readable;
}

interface Ends {
  input: Readable | undefined;
  output: Writable | undefined;
}

/** How many of its last lines are kept to explain an error. */
const KEPT_LINES = 30;

/** How often it is checked whether ffmpeg takes too long. */
const TICK_MS = 250;

/** With more error lines than this the audio counts as damaged: it is full of broken frames. */
const MAX_ERROR_LINES = 50_000;
/** Lines written because of `-progress`, and the description of a file with its tags and chapters, which is indented. */
const isNoError = (line: string) => /^(\w+=| {2})/.test(line);

/** Runs ffmpeg; nothing else starts it. It has a low priority, so that the service stays responsive meanwhile. */
@Injectable()
export class FfmpegRunner implements OnModuleInit {
  private readonly logger = new Logger('ffmpeg');
  private found: FoundFfmpeg | undefined;
  private isolation: Isolation = NO_ISOLATION;
  /** Words before ffmpeg's path with which it ends when this process does, and is known as its child. */
  private lineage: string[] = [];

  constructor(private readonly config: Config) {}

  /** @throws NoFfmpeg when this process runs jobs and there is none */
  async onModuleInit(): Promise<void> {
    if (this.config.settings.ROLE === 'api') return;
    const { found, isolation } = await ffmpegHere(this.config.settings);
    this.found = found;
    this.isolation = isolation;
    this.warnOfIsolation(isolation);
    await this.endWithThisProcess();
    const { network, memoryBytes } = isolation;
    this.logger.log({ msg: 'ffmpeg found', ...found, network, memoryBytes });
    if (found.from !== 'npm') return;
    this.logger.warn(
      'This ffmpeg is from 2018; the one of the system is faster and safer, e.g. apt-get install ffmpeg.',
    );
  }

  private warnOfIsolation({ network, memoryBytes }: Isolation): void {
    if (this.config.settings.FFMPEG_ISOLATION === 'off') return;
    if (network === 'shared') this.logger.warn('ffmpeg can use the network: unshare is not available here.');
    if (memoryBytes === null) this.logger.warn('ffmpeg has no memory limit: prlimit is not available here.');
  }

  private async endWithThisProcess(): Promise<void> {
    const killed = await killOrphans();
    if (killed.length > 0) this.logger.warn({ killed, msg: 'killed what an earlier process had left behind' });
    const dies = await endsWithParent('KILL');
    this.lineage = [...(await markedAsChild()), ...dies];
    if (dies.length === 0) this.logger.warn('ffmpeg may outlive this process: setpriv is not available here.');
  }

  /** Of the ffmpeg in use, e.g. `5.1.9-0+deb12u1`. */
  get version(): string {
    return this.found?.version ?? 'none';
  }

  /**
   * Runs one call to its end.
   * @throws FfmpegFailed when ffmpeg reports that the audio is at fault
   * @throws FfmpegOutOfMemory
   * @throws FfmpegTooSlow also when it reports no progress any more
   * @throws FfmpegEnded when `signal` or something outside killed it, or the machine lacks disk space or processes
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
      const watchdog = new FfmpegWatchdog({ timeoutSeconds, stallSeconds: this.stallSecondsOf(call) });
      const timer = setInterval(() => {
        const tooSlow = watchdog.tick(TICK_MS / 1_000);
        if (tooSlow) endFor(tooSlow);
      }, TICK_MS);
      let errorLines = 0;
      const settle = (report: () => void) => {
        clearInterval(timer);
        signal.removeEventListener('abort', end);
        report();
      };
      signal.addEventListener('abort', end, { once: true });
      // Aborted between the check above and the start of the process, when there was nothing to kill yet.
      command.once('start', () => signal.aborted && end());
      onStderr(command, (line) => {
        onLine?.(line);
        watchdog.hear(line);
        if (isOutOfMemory(line)) endFor(new FfmpegOutOfMemory(line));
        if (!isNoError(line) && ++errorLines > MAX_ERROR_LINES) endFor(new FfmpegFailed('too many errors', []));
      });
      command.once('end', () =>
        settle(() => (because ? reject(because) : void everythingRead(output).then(resolve, reject))),
      );
      command.once('error', (error: Error, _output: unknown, lines: unknown) =>
        settle(() => reject(because ?? faultOf(error.message, typeof lines === 'string' ? lines.split('\n') : []))),
      );
      command.run();
    });
  }

  /** Only a call with `-progress` reports whether it makes progress. */
  private stallSecondsOf({ inputOptions }: FfmpegCall): number | null {
    return inputOptions.includes('-progress') ? this.config.settings.TRANSCODE_STALL_SECONDS : null;
  }

  private commandFor(call: FfmpegCall, { input, output }: Ends): FfmpegCommand {
    if (!this.found) throw new FfmpegEnded('this process runs no jobs');
    const command = ffmpeg({ niceness: this.config.settings.TRANSCODE_NICENESS, stdoutLines: KEPT_LINES });
    Object.assign(command, NO_CAPABILITY_CHECK);
    const [program, ...words] = [...this.isolation.words, ...this.lineage, this.found.path];
    command.setFfmpegPath(program);
    // ffmpeg's own path follows the launchers, so it stands before the options of the first input.
    command.input(input ?? call.source).inputOptions(...words, ...call.inputOptions);
    for (const { options, target } of call.outputs) {
      const to = target ?? output;
      if (!to) throw new TypeError('this call needs an output');
      command.output(to).outputOptions(...options);
    }
    return command;
  }
}

/**
 * Receives each line of standard error. It is read as one character a byte: the tags of old files are in encodings that
 * nobody states, and would be lost as UTF-8.
 */
function onStderr(command: FfmpegCommand, take: (line: string) => void): void {
  command.once('start', () => {
    const child: unknown = Reflect.get(command, 'ffmpegProc');
    if (child instanceof ChildProcess) child.stderr?.setEncoding('latin1');
  });
  command.on('stderr', (bytes: string) => take(textOf(bytes)));
}

const UTF8 = new TextDecoder('utf-8', { fatal: true });

/** A line as UTF-8 if it is that, else one character for each byte. */
function textOf(bytes: string): string {
  try {
    return UTF8.decode(Buffer.from(bytes, 'latin1'));
  } catch {
    return bytes;
  }
}

/**
 * Waits until everything that ffmpeg produced was read: it may end earlier, and fluent-ffmpeg waits only for its end.
 */
const everythingRead = async (output: Writable | undefined): Promise<void> =>
  output && finished(output, { readable: false });

/**
 * fluent-ffmpeg would run ffmpeg twice more to list formats and encoders, and cannot parse the lists of version 7.1 and
 * later. Every build since 2018 has what is used here.
 */
const NO_CAPABILITY_CHECK = {
  _checkCapabilities: (done: (error: null) => void) => done(null),
  availableEncoders: (done: (error: null, encoders: object) => void) => done(null, {}),
};
