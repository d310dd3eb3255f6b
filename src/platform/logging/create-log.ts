import { type DestinationStream, type Logger, pino } from 'pino';
import { loggedError } from './logged-error.js';
import { loggedUrl } from './logged-url.js';
import { writeLastLines } from './last-lines.js';
import { lineWithoutSecrets } from './redaction.js';
import { asText } from './as-text.js';

interface LoggedRequest {
  method: string;
  url: string;
  ip: string;
  is404?: boolean;
}

/** Lines that wait while the log takes none, e.g. because its disk is full; later ones are dropped. In bytes. */
const WAITING_BYTES = 1_048_576;

/** So long the end of the process waits for whoever reads the log, e.g. the program behind a pipe. */
const LAST_LINES_MS = 2_000;

/** The log of a process on standard output (pino), for Nest and Fastify alike: JSON lines, or text at a terminal. */
export function createLog({ level, format }: { level: string; format: 'auto' | 'json' | 'text' }): Logger {
  const isText = format === 'text' || (format === 'auto' && process.stdout.isTTY);
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
    hooks: { streamWrite: isText ? (line: string) => asText(lineWithoutSecrets(line)) : lineWithoutSecrets },
  };
  return pino(options, standardOutput());
}

/** What it cannot write must end neither a request nor the process; it waits until there is room again. */
function standardOutput(): DestinationStream {
  const { fd } = process.stdout;
  const output = pino.destination({ fd, sync: false, maxLength: WAITING_BYTES });
  let takesNothing = false;
  output.on('error', () => (takesNothing = true));
  output.on('write', () => (takesNothing = false));
  // SonicBoom's own waits at exit until there is room, or until somebody reads, however long that takes.
  output.flushSync = () => {
    const waiting = waitingLines(output);
    if (!takesNothing) writeLastLines(fd, waiting.splice(0).join(''), LAST_LINES_MS);
  };
  return output;
}

/** The lines that wait for a write: SonicBoom keeps them to itself. */
function waitingLines(output: object): string[] {
  const { _bufs: waiting } = output as { _bufs?: string[] };
  if (!Array.isArray(waiting)) throw new TypeError('SonicBoom keeps its lines elsewhere now.');
  return waiting;
}
