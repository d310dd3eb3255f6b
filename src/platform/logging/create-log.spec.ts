import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, openSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from '@jest/globals';

const FULL = '/dev/full';
const onFullDisk = existsSync(FULL) ? describe : describe.skip;
if (!existsSync(FULL)) process.stderr.write('SKIPPED: a log on a full disk, since there is no /dev/full\n');

const script = (logger: string) => `
  import { setImmediate as turn } from 'node:timers/promises';
  import { createLog } from ${JSON.stringify(logger)};
  const log = createLog({ level: 'info', format: 'json' });
  for (let line = 0; line < 50; line += 1) {
    log.info('a line');
    await turn();
  }
  process.stderr.write('it works on');
  process.exit(0);`;

onFullDisk('a log on a full disk (skipped where there is no /dev/full)', () => {
  it('ends no process, and lets it exit', async () => {
    const logger = new URL('./create-log.js', import.meta.url).href;
    const words = ['--input-type=module', '--eval', script(logger)];
    const child = spawn(process.execPath, words, { stdio: ['ignore', openSync(FULL, 'w'), 'pipe'] });
    const late = setTimeout(() => child.kill('SIGKILL'), 60_000);
    const [said, [code]] = await Promise.all([child.stderr && text(child.stderr), once(child, 'exit')]);
    clearTimeout(late);
    expect({ said, code }).toEqual({ said: 'it works on', code: 0 });
  });
});
