import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/**
 * The words before a command line that make the kernel send `signal` to the command when this process ends, however it
 * ends. `setpriv` (util-linux) replaces itself by the command. Empty where the platform cannot do this; then the next
 * start ends what is left, see orphans.ts.
 */
export async function endsWithParent(signal: 'KILL' | 'INT'): Promise<string[]> {
  const words = ['setpriv', '--pdeathsig', signal, '--'];
  const [program = '', ...rest] = words;
  return run(program, [...rest, 'true'], { timeout: 10_000 }).then(
    () => words,
    () => [],
  );
}
