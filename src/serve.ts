import { constants } from 'node:os';
import { startService } from './boot.js';
import { readConfig } from './platform/config/config.js';
import { environment } from './platform/config/environment.js';
import { messageOf } from './platform/doctor/finding.js';
import { StartInterrupted } from './startup.js';

/** npm passes on a Ctrl-C that the terminal has sent to this process already, so a second signal this soon is the first. */
const SAME_SIGNAL_MS = 500;

const DOCTOR = '`npm run doctor` checks the machine and says what to do.\n';

/** HTTP, workers and ticks in one process, or only the part that ROLE names. */
async function main(): Promise<void> {
  const starting = startService({ config: readConfig(environment()) });
  let firstAt: number | undefined;
  const stop = (signal: 'SIGTERM' | 'SIGINT') => {
    if (firstAt === undefined) {
      firstAt = performance.now();
      void starting.stop(signal).then(() => process.exit(0), fail);
    } else if (performance.now() - firstAt > SAME_SIGNAL_MS) {
      starting.abandon();
      process.exit(128 + constants.signals[signal]);
    }
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  const service = await starting.ready;
  // Without its database it would only answer 503; a supervisor starts it anew.
  void service.failed.then(fail);
}

function fail(error: unknown): void {
  // The handler of the signal exits when everything is stopped.
  if (error instanceof StartInterrupted) return;
  process.stderr.write(`${messageOf(error).trim()}\n${isOfTheMachine(error) ? DOCTOR : ''}`);
  process.exit(1);
}

/** Errors of the system, of programs and of PostgreSQL have a code, and do not say what to do; the service's own do. */
const isOfTheMachine = (error: unknown): boolean => error instanceof Error && 'code' in error;

await main().catch(fail);
