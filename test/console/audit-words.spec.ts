import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { projectRoot } from '../../src/platform/version.js';

const THINGS =
  'airtime-rules|api-token|audio|broadcasts?|centre|cluster|device|enrolment-code|entry|feed-ticket|grant|group|invitation|' +
  'mail-address|password|person|program|recovery-codes?|second-factor|segment|session|station|unit';

/** Written as `${thing.kind}.stop` in the service. */
const OF_STOPS = ['program', 'station', 'centre'].flatMap((thing) => [`${thing}.stop`, `${thing}.lift-stop`]);

async function recordedDeeds(): Promise<string[]> {
  const folder = join(projectRoot(), 'src');
  const files = (await readdir(folder, { recursive: true })).filter((file) => file.endsWith('.ts'));
  const texts = await Promise.all(files.map((file) => readFile(join(folder, file), 'utf8')));
  const pattern = new RegExp(`'((?:${THINGS})\\.[a-z-]+)'`, 'g');
  return texts.flatMap((text) => [...text.matchAll(pattern)].map(([, deed = '']) => deed));
}

async function saidDeeds(): Promise<string[]> {
  const file = join(projectRoot(), 'web', 'src', 'screens', 'administration', 'audit-words.vi.ts');
  return [...(await readFile(file, 'utf8')).matchAll(/^ {2}'([a-z.-]+)':/gm)].map(([, deed = '']) => deed);
}

describe('the audit trail in sentences', () => {
  it('has a verb for everything that the service records, and for nothing else', async () => {
    const recorded = new Set([...(await recordedDeeds()), ...OF_STOPS]);
    expect([...new Set(await saidDeeds())].toSorted()).toEqual([...recorded].toSorted());
  });

  it('leaves nothing that people do to a program out of its own log', async () => {
    const recorded = new Set([...(await recordedDeeds()), ...OF_STOPS]);
    const file = join(projectRoot(), 'src', 'programs', 'audit', 'program-audit.schemas.ts');
    const shown = [...(await readFile(file, 'utf8')).matchAll(/^ {2}'(program\.[a-z-]+)':/gm)].map(([, deed]) => deed);
    expect(shown.toSorted()).toEqual([...recorded].filter((deed) => deed.startsWith('program.')).toSorted());
  });
});
