import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from '@jest/globals';
import { killOrphans } from '../../../src/platform/processes/orphans.js';
import { endsWithParent } from '../../../src/platform/processes/parent-death.js';
import { startOf } from '../../../src/platform/processes/proc.js';
import { TELLS_CHILDREN } from '../../support/children.js';
import { until } from '../../support/until.js';

if (!TELLS_CHILDREN) process.stderr.write('SKIPPED: processes left by a killed parent, since there is no /proc here\n');
const canEndWithParent = (await endsWithParent('KILL')).length > 0;
if (!canEndWithParent) process.stderr.write('SKIPPED: a child that ends with its parent, since setpriv is not here\n');

/** A process that starts a child which would run for long, and tells its id. */
async function parentOf(words: string): Promise<{ parent: ChildProcess; child: number }> {
  const folder = fileURLToPath(new URL('../../../src/platform/processes/', import.meta.url));
  const program = `
    import { spawn } from 'node:child_process';
    import { markedAsChild } from '${folder}orphans.js';
    import { endsWithParent } from '${folder}parent-death.js';
    const [program, ...words] = [...(${words}), 'sleep', '600'];
    const child = spawn(program, words, { stdio: 'ignore', detached: true });
    console.log(child.pid);
    setInterval(() => undefined, 1_000);`;
  const parent = spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await once(createInterface({ input: parent.stdout }), 'line')) as [string];
  return { parent, child: Number(line) };
}

(TELLS_CHILDREN ? describe : describe.skip)('the child of a process that is killed', () => {
  const left: number[] = [];
  afterEach(() => {
    for (const pid of left.splice(0)) if (isThere(pid)) process.kill(pid, 'SIGKILL');
  });

  async function killedParentOf(words: string): Promise<number> {
    const { parent, child } = await parentOf(words);
    left.push(child);
    parent.kill('SIGKILL');
    await once(parent, 'exit');
    return child;
  }

  it('is killed by the next start', async () => {
    const child = await killedParentOf('await markedAsChild()');
    expect(await startOf(child)).toBeDefined();
    expect(await killOrphans()).toContain(child);
    await until('it is gone', async () => (await startOf(child)) === undefined);
  });

  it('is left alone while its parent runs', async () => {
    const { parent, child } = await parentOf('await markedAsChild()');
    left.push(child);
    expect(await killOrphans()).not.toContain(child);
    expect(await startOf(child)).toBeDefined();
    parent.kill('SIGKILL');
    await once(parent, 'exit');
  });

  it('is left alone when it is not ours, also if its mark names a process whose id was given away', async () => {
    const stranger = await killedParentOf('[]');
    // The id is that of this process, but it was another one that started then.
    const namesakes = spawn('env', [`VANG_PARENT=pid:[1]/${process.pid}/1`, 'sleep', '600'], { stdio: 'ignore' });
    left.push(namesakes.pid ?? 0);
    expect(await killOrphans()).not.toContain(stranger);
    expect(await startOf(stranger)).toBeDefined();
    expect(await startOf(namesakes.pid ?? 0)).toBeDefined();
  });

  (canEndWithParent ? it : it.skip)('ends with it, where the kernel can be asked for that', async () => {
    const child = await killedParentOf(`await endsWithParent('KILL')`);
    await until('it is gone', async () => (await startOf(child)) === undefined);
  });
});

function isThere(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
