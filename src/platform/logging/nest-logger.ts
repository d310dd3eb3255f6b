import type { LoggerService } from '@nestjs/common';
import type { Logger } from 'pino';
import { loggedError } from './logged-error.js';
import { LastingFaults } from './lasting-faults.js';

type Level = 'fatal' | 'error' | 'warn' | 'info' | 'debug';

interface Line {
  level: Level;
  about: Record<string, unknown>;
  message: string | undefined;
}

/** Parts of Nest that write a line for each module and route at the start. */
const NESTS_OWN = ['InstanceLoader', 'NestApplication', 'NestFactory', 'RouterExplorer', 'RoutesResolver'];

/** A fault that lasts is told this often, and is over when it did not occur for so long. In milliseconds. */
const LIMITS = { tellMs: 60_000, overMs: 20_000, most: 100, lookMs: 5_000 };

/**
 * Writes Nest's messages to the log of the process. The members of an object become fields of the line. A fault that
 * lasts is written when it begins, once a minute, and when it is over.
 */
export class NestLogger implements LoggerService {
  private readonly faults: LastingFaults<Line>;
  private looking: NodeJS.Timeout | undefined;

  constructor(
    private readonly log_: Logger,
    private readonly limits = LIMITS,
  ) {
    this.faults = new LastingFaults<Line>(limits);
  }

  log(message: unknown, ...rest: unknown[]): void {
    const isNests = NESTS_OWN.includes(String(rest.at(-1)));
    this.write(isNests ? 'debug' : 'info', message, rest);
  }
  error(message: unknown, ...rest: unknown[]): void {
    this.writeOnce('error', message, rest);
  }
  warn(message: unknown, ...rest: unknown[]): void {
    this.writeOnce('warn', message, rest);
  }
  debug(message: unknown, ...rest: unknown[]): void {
    this.write('debug', message, rest);
  }
  verbose(message: unknown, ...rest: unknown[]): void {
    this.write('debug', message, rest);
  }
  fatal(message: unknown, ...rest: unknown[]): void {
    this.write('fatal', message, rest);
  }

  private write(level: Level, message: unknown, rest: readonly unknown[]): void {
    this.put(lineOf(level, message, rest));
  }

  private writeOnce(level: Level, message: unknown, rest: readonly unknown[]): void {
    const line = lineOf(level, message, rest);
    this.looking ??= setInterval(() => this.tellOfLasting(), this.limits.lookMs).unref();
    if (this.faults.isNew(keyOf(line), line, performance.now())) this.put(line);
  }

  private tellOfLasting(): void {
    for (const { about, more, isOver, times, lastedMs } of this.faults.due(performance.now())) {
      const what = textOf(about);
      const ended = `over after ${Math.round(lastedMs / 1_000)} s, ${times} times in all: ${what}`;
      const message = isOver ? ended : `goes on, ${more} more times: ${what}`;
      this.put({ level: isOver ? 'info' : about.level, about: { context: about.about['context'] }, message });
    }
  }

  private put({ level, about, message }: Line): void {
    if (message === undefined) this.log_[level](about);
    else this.log_[level](about, message);
  }
}

function lineOf(level: Level, message: unknown, rest: readonly unknown[]): Line {
  const context = rest.at(-1);
  const details = rest
    .slice(0, -1)
    .filter((detail) => detail !== undefined)
    .map(loggedError);
  const about = { ...(typeof context === 'string' ? { context } : {}), ...(details.length ? { details } : {}) };
  if (message instanceof Error) return { level, about: { ...about, err: message }, message: message.message };
  if (typeof message === 'object' && message !== null)
    return { level, about: { ...about, ...message }, message: undefined };
  return { level, about, message: String(message) };
}

function textOf({ about, message }: Line): string {
  const { msg, err, because } = about;
  const text = message ?? (typeof msg === 'string' ? msg : '');
  const reason = err instanceof Error ? err.message : because;
  return typeof reason === 'string' && reason !== text ? `${text}: ${reason}` : text;
}

/** Lines with the same key tell of the same fault: all that they say is equal, but for the request in which it occurred. */
const keyOf = (line: Line): string =>
  JSON.stringify(line, (name, value: unknown) => {
    if (name === 'reqId') return undefined;
    return value instanceof Error ? `${value.name}: ${value.message}` : value;
  });
