import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { fault, fine, type Finding, warning } from './finding.js';

const run = promisify(execFile);

/** Seconds that the clocks of this machine and of the database may differ. */
const NOTABLE_SECONDS = 1;
/** Codes of the second factor are valid for half a minute. */
const HARMFUL_SECONDS = 30;

const ADVICE = 'Set both clocks by NTP, e.g. `timedatectl set-ntp true`';

/** @param seconds by which the database's clock is ahead of this machine's */
export function examineDatabaseClock(seconds: number): Finding {
  const by = `${Math.abs(seconds).toFixed(1)} s ${seconds < 0 ? 'behind' : 'ahead of'} this machine`;
  if (Math.abs(seconds) >= HARMFUL_SECONDS) return fault('Clock of the database', by, ADVICE);
  if (Math.abs(seconds) >= NOTABLE_SECONDS) return warning('Clock of the database', by, ADVICE);
  return fine('Clock of the database', 'as that of this machine');
}

/** Whether the clock of this machine is set by NTP, as far as systemd knows. @param command `timedatectl` */
export async function examineSystemClock(command = 'timedatectl'): Promise<Finding> {
  const asked = run(command, ['show', '--property=NTPSynchronized', '--value'], { timeout: 5_000 });
  const answer = await asked.then(
    ({ stdout }) => stdout.trim(),
    () => 'unknown',
  );
  if (answer === 'yes') return fine('Clock', 'set by NTP');
  if (answer === 'no') return warning('Clock', 'not set by NTP', 'Set it by NTP, e.g. `timedatectl set-ntp true`');
  const advice = 'Compare `date -u` with another clock; NTP must set it (in a container: that of the host)';
  return warning('Clock', 'timedatectl does not say here whether NTP sets it', advice);
}
