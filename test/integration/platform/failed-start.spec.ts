import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { freePort } from '../../support/free-port.js';

const whereLimitsAreTold = existsSync('/proc/self/limits') ? it : it.skip;
if (!existsSync('/proc/self/limits')) process.stderr.write('SKIPPED: limits of open files, since there is no /proc\n');

const main = fileURLToPath(new URL('../../../src/main.js', import.meta.url));

describe('a start', () => {
  whereLimitsAreTold.each([128, 512])('that may open only %i files says so in one line, and ends', async (most) => {
    const script = `ulimit -n ${most}; exec "$0" "$1"`;
    const ended = promisify(execFile)('sh', ['-c', script, process.execPath, main], { timeout: 20_000 });
    const line = new RegExp(`^This process may open ${most} files .*LimitNOFILE=65536.*\\n$`);
    await expect(ended).rejects.toMatchObject({ code: 1, stdout: '', stderr: expect.stringMatching(line) as unknown });
  });

  it('without its PostgreSQL says why it ends, and who says what to do', async () => {
    const env = { ...process.env, DATABASE_URL: `postgres://vang@127.0.0.1:${await freePort()}/vang` };
    const ended = promisify(execFile)(process.execPath, [main], { timeout: 60_000, env });
    const lines =
      /^connect ECONNREFUSED 127\.0\.0\.1:\d+\n`npm run doctor` checks the machine and says what to do\.\n$/;
    await expect(ended).rejects.toMatchObject({ code: 1, stderr: expect.stringMatching(lines) as unknown });
  });
});
