import type { LoggerService } from '@nestjs/common';
import { type DestinationStream, type Logger, pino } from 'pino';
import { loggedError } from './logged-error.js';
import { loggedUrl } from './logged-url.js';
import { lineWithoutSecrets } from './redaction.js';

interface LoggedRequest {
  method: string;
  url: string;
  ip: string;
  is404?: boolean;
}

/** Lines that wait while the log takes none, e.g. because its disk is full; later ones are dropped. In bytes. */
const WAITING_BYTES = 1_048_576;

/** The log of a process: JSON lines on standard output (pino), for Nest and Fastify alike. */
export function createLog(level: string): Logger {
  const options = {
    level,
    serializers: {
      req: ({ method, url, ip, is404 }: LoggedRequest) => ({ method, url: loggedUrl(url, is404 !== true), ip }),
      res: ({ statusCode }: { statusCode: number }) => ({ statusCode }),
      err: (error: unknown) => loggedError(error),
    },
    formatters: { level: (label: string) => ({ level: label }) },
    timestamp: pino.stdTimeFunctions.isoTime,
    // The one place that every line passes, whoever wrote it.
    hooks: { streamWrite: lineWithoutSecrets },
  };
  return pino(options, standardOutput());
}

/** What it cannot write must end neither a request nor the process; it waits until there is room again. */
function standardOutput(): DestinationStream {
  const output = pino.destination({ fd: process.stdout.fd, sync: false, maxLength: WAITING_BYTES });
  const { flushSync } = output;
  // SonicBoom's own waits at exit until there is room, however long that takes.
  output.on('error', () => (output.flushSync = () => undefined));
  output.on('write', () => (output.flushSync = flushSync));
  return output;
}

/** Writes Nest's messages to the same log. The members of an object become fields of the line. */
export class JsonLogger implements LoggerService {
  constructor(private readonly log_: Logger) {}

  log(message: unknown, ...rest: unknown[]): void {
    this.write('info', message, rest);
  }
  error(message: unknown, ...rest: unknown[]): void {
    this.write('error', message, rest);
  }
  warn(message: unknown, ...rest: unknown[]): void {
    this.write('warn', message, rest);
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

  private write(level: 'fatal' | 'error' | 'warn' | 'info' | 'debug', message: unknown, rest: unknown[]): void {
    const context = rest.at(-1);
    const details = rest.slice(0, -1).map(loggedError);
    const about = { ...(typeof context === 'string' ? { context } : {}), ...(details.length ? { details } : {}) };
    if (message instanceof Error) return this.log_[level]({ ...about, err: message }, message.message);
    if (typeof message === 'object' && message !== null) return this.log_[level]({ ...about, ...message });
    this.log_[level](about, String(message));
  }
}
