import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { projectRoot } from '../../../src/platform/version.js';
import { broadcastWith, type TestBroadcast } from '../../factories/broadcast.factory.js';
import { personWith, type TestPerson } from '../../factories/person.factory.js';
import { aPlayableProgram } from '../../factories/playable.factory.js';
import { centreWith, newStation, type TestStation } from '../../factories/station.factory.js';
import { type Between, standBetween } from '../../support/between.js';
import { hasProgram, hasPython, PYTHON } from '../../support/players.js';
import { startService, type TestService } from '../../support/service.js';
import { until } from '../../support/until.js';

const DEVICE = join(projectRoot(), 'docs/examples/device.py');

/** The commands of the document, as they stand there but for the address of the service and the code. */
async function commandsOfDocument(vang: string, code: string): Promise<string> {
  const page = await readFile(join(projectRoot(), 'docs/station-protocol.md'), 'utf8');
  const [, commands = ''] = /```sh\n(.*?)```/s.exec(page) ?? [];
  return commands.replace(/^VANG=.*$/m, `VANG=${vang} CODE=${code}`);
}

const canRun = hasPython('zoneinfo') && hasProgram('openssl');

(canRun ? describe : describe.skip)('the device in Python, written from the protocol document,', () => {
  let service: TestService;
  let between: Between;
  let station: TestStation;
  let first: TestBroadcast;
  let folder: string;
  let administrator: TestPerson;
  let device: ChildProcess;
  let printed = '';

  beforeAll(async () => {
    // Days from the device's clock, which it must correct.
    service = await startService({ at: '2026-11-23T03:00:00Z' });
    between = await standBetween(service.url);
    folder = await mkdtemp(join(tmpdir(), 'vang-device-'));
    const centre = await centreWith(service);
    station = await newStation(service, { servedBy: centre.id });
    first = await aBroadcastNow(centre.id);
    administrator = await personWith(service, 'administrator', { kind: 'centre', id: centre.id });
  });
  afterAll(async () => {
    await kill9();
    await between.stop();
    await service.stop();
    await rm(folder, { recursive: true, force: true });
  });

  async function aBroadcastNow(centreId: string): Promise<TestBroadcast> {
    const program = await aPlayableProgram(service, { centreId, seconds: 1 });
    const startsAt = service.clock.now();
    const wishes = { stationId: station.id, programId: program.id, startsAt, seconds: 1, startWithin: 3_600 };
    return broadcastWith(service, wishes);
  }

  async function aCode(): Promise<string> {
    return (await administrator.client.post<{ code: string }>(`/stations/${station.id}/enrolment-codes`)).body.code;
  }

  function start(...more: string[]): void {
    printed = '';
    device = spawn(PYTHON, [DEVICE, '--vang', between.url, '--folder', folder, '--dry-run', ...more]);
    for (const stream of [device.stdout, device.stderr]) stream?.on('data', (text) => (printed += String(text)));
  }

  async function kill9(): Promise<void> {
    if (!device.kill('SIGKILL')) return;
    await once(device, 'exit');
  }

  const says = (words: string) =>
    until(`the device says ${words}`, () => {
      if (device.exitCode !== null) throw new Error(`the device ended: ${printed}`);
      return printed.includes(words);
    });

  const plays = () =>
    service.sql('SELECT outcome, played_seconds > 0.9 AS whole FROM play_events WHERE broadcast_id = $1', [first.id]);

  it('enrols, and keeps no playlist that was altered on its way', async () => {
    between.spoil = (path, body) => (path.endsWith('/playlist') ? Buffer.from(`${body.toString()} `) : body);
    start('--code', await aCode());
    await says('playlist refused: the signature is wrong');
    expect(await readdir(folder)).not.toContain('playlist.json');
    await kill9();
  });

  it('plays by the corrected clock, and keeps what was not acknowledged when it is killed', async () => {
    between.spoil = (path, body) => (path.endsWith('/plays') ? undefined : body);
    start();
    await says('no good answer');
    expect(printed).toContain('played ');
    expect(await plays()).toEqual([{ outcome: 'played', whole: true }]);
    await kill9();
    expect(await readdir(join(folder, 'plays'))).toHaveLength(1);
  });

  it('sends it again after the kill, which counts once, and plays nothing twice', async () => {
    between.spoil = (_, body) => body;
    start();
    await says("'duplicates': 1");
    await until('nothing is left to send', async () => (await readdir(join(folder, 'plays'))).length === 0);
    expect(await plays()).toHaveLength(1);
    expect(printed).not.toContain('played ');
    const proved = 'SELECT proved_seconds::float AS seconds FROM outcomes WHERE broadcast_id = $1';
    await until('it proves the broadcast', async () => (await service.sql(proved, [first.id])).length > 0);
    expect(await service.sql(proved, [first.id])).toEqual([{ seconds: 1 }]);
  });

  (hasProgram('curl') && hasProgram('jq') ? it : it.skip)(
    'goes the same way with the curl commands of the document',
    async () => {
      const commands = await commandsOfDocument(service.url, await aCode());
      const cwd = await mkdtemp(join(folder, 'curl-'));
      const options = { cwd, env: { PATH: process.env['PATH'], HOME: folder, LANG: 'C.UTF-8' } };
      const { stdout } = await promisify(execFile)('bash', ['-euo', 'pipefail', '-c', commands], options);
      for (const sign of ['Signature Verified Successfully', '304', 'audio.part: OK', '"next":60', '"accepted":1'])
        expect(stdout).toContain(sign);
    },
  );
});
