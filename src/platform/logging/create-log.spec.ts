import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, openSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from '@jest/globals';

const FULL = '/dev/full';
/** More than a pipe and its reader hold. */
const LINES = 20_000;

const onFullDisk = existsSync(FULL) ? describe : describe.skip;
if (!existsSync(FULL)) process.stderr.write('SKIPPED: a log on a full disk, since there is no /dev/full\n');

const script = (lines: number) => `
  import { setImmediate as turn } from 'node:timers/promises';
  import { createLog } from ${JSON.stringify(new URL('./create-log.js', import.meta.url).href)};
  const log = createLog({ level: 'info', format: 'json' });
  for (let line = 0; line < ${lines}; line += 1) {
    log.info('a line');
    await turn();
  }
  process.stderr.write('it works on');
  process.exit(0);`;

interface End {
  said: string | null;
  code: number | 'killed';
}

/** Runs a process that writes `lines`, says so and exits. */
async function logged(lines: number, stdout: number | 'pipe'): Promise<End> {
  const words = ['--input-type=module', '--eval', script(lines)];
  // Nobody reads a pipe.
  const child = spawn(process.execPath, words, { stdio: ['ignore', stdout, 'pipe'] });
  const late = setTimeout(() => child.kill('SIGKILL'), 20_000);
  const [said, [code]] = await Promise.all([child.stderr && text(child.stderr), once(child, 'exit')]);
  clearTimeout(late);
  child.stdout?.destroy();
  return { said, code: typeof code === 'number' ? code : 'killed' };
}

/** Writes two lines and exits at once, before any write can have ended. */
const hurried = `
  import { createLog } from ${JSON.stringify(new URL('./create-log.js', import.meta.url).href)};
  const log = createLog({ level: 'info', format: 'json' });
  log.info('a line');
  log.info('the last line');
  process.exit(0);`;

onFullDisk('a log on a full disk (skipped where there is no /dev/full)', () => {
  it('ends no process, and lets it exit', async () => {
    expect(await logged(50, openSync(FULL, 'w'))).toEqual({ said: 'it works on', code: 0 });
  });

  it('lets a process exit that knows nothing of it yet', async () => {
    const child = spawn(process.execPath, ['--input-type=module', '--eval', hurried], {
      stdio: ['ignore', openSync(FULL, 'w'), 'ignore'],
      timeout: 20_000,
    });
    expect(await once(child, 'exit')).toEqual([0, null]);
  });
});

describe('a log whose process exits at once', () => {
  it('has its last line', async () => {
    const child = spawn(process.execPath, ['--input-type=module', '--eval', hurried], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const lines = child.stdout ? await text(child.stdout) : '';
    expect(lines).toContain('the last line');
  });
});

describe('a log that nobody reads', () => {
  it('lets the process exit', async () => {
    expect(await logged(LINES, 'pipe')).toEqual({ said: 'it works on', code: 0 });
  });
});
