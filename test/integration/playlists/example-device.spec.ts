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
import { hasPerl, hasProgram, hasPython, PERL, PYTHON } from '../../support/players.js';
import { startService, type TestService } from '../../support/service.js';
import { until } from '../../support/until.js';

interface Example {
  language: string;
  program: string;
  file: string;
  canRun: boolean;
}

const EXAMPLES_FOLDER = join(projectRoot(), 'docs/examples');
const hasTools = hasProgram('openssl') && hasProgram('setpriv');
const EXAMPLES: Example[] = [
  { language: 'Python', program: PYTHON, file: 'device.py', canRun: hasTools && hasPython('zoneinfo') },
  { language: 'Perl', program: PERL, file: 'device.pl', canRun: hasTools && hasPerl('JSON::PP', 'HTTP::Tiny') },
];

/** The commands of the document, as they stand there but for the address of the service and the code. */
async function commandsOfDocument(vang: string, code: string): Promise<string> {
  const page = await readFile(join(projectRoot(), 'docs/station-protocol.md'), 'utf8');
  const [, commands = ''] = /```sh\n(.*?)```/s.exec(page) ?? [];
  return commands.replace(/^VANG=.*$/m, `VANG=${vang} CODE=${code}`);
}

describe('what a maker of devices starts from', () => {
  let service: TestService;
  let centreId: string;
  let folder: string;
  let administrator: TestPerson;

  beforeAll(async () => {
    // Days from the device's clock, which it must correct.
    service = await startService({ at: '2026-11-23T03:00:00Z' });
    folder = await mkdtemp(join(tmpdir(), 'vang-device-'));
    centreId = (await centreWith(service)).id;
    administrator = await personWith(service, 'administrator', { kind: 'centre', id: centreId });
  });
  afterAll(async () => {
    await service.stop();
    await rm(folder, { recursive: true, force: true });
  });

  async function aBroadcastNow(station: TestStation): Promise<TestBroadcast> {
    const program = await aPlayableProgram(service, { centreId, seconds: 1 });
    const startsAt = service.clock.now();
    const wishes = { stationId: station.id, programId: program.id, startsAt, seconds: 1, startWithin: 3_600 };
    return broadcastWith(service, wishes);
  }

  async function aCode(station: TestStation): Promise<string> {
    return (await administrator.client.post<{ code: string }>(`/stations/${station.id}/enrolment-codes`)).body.code;
  }

  describe.each(EXAMPLES)(
    'the device in $language, written from the protocol document,',
    ({ program, file, canRun }) => {
      const step = canRun ? it : it.skip;
      let station: TestStation;
      let first: TestBroadcast;
      let between: Between;
      let held: string;
      let device: ChildProcess | undefined;
      let printed = '';

      beforeAll(async () => {
        between = await standBetween(service.url);
        station = await newStation(service, { servedBy: centreId });
        first = await aBroadcastNow(station);
        held = join(folder, file);
      });
      afterAll(async () => {
        await kill9();
        await between.stop();
      });

      function start(...more: string[]): void {
        printed = '';
        const started = spawn(program, [
          join(EXAMPLES_FOLDER, file),
          '--vang',
          between.url,
          '--folder',
          held,
          '--dry-run',
          ...more,
        ]);
        for (const stream of [started.stdout, started.stderr]) stream.on('data', (text) => (printed += String(text)));
        device = started;
      }

      async function kill9(): Promise<void> {
        if (!device?.kill('SIGKILL')) return;
        await once(device, 'exit');
      }

      const says = (words: RegExp) =>
        until(`the device says ${words.source}`, () => {
          if (device?.exitCode !== null) throw new Error(`the device ended: ${printed}`);
          return words.test(printed);
        });

      const plays = () =>
        service.sql('SELECT outcome, played_seconds > 0.9 AS whole FROM play_events WHERE broadcast_id = $1', [
          first.id,
        ]);

      step('enrols, and keeps no playlist that was altered on its way', async () => {
        between.spoil = (path, body) => (path.endsWith('/playlist') ? Buffer.from(`${body.toString()} `) : body);
        start('--code', await aCode(station));
        await says(/playlist refused: the signature is wrong/);
        expect(await readdir(held)).not.toContain('playlist.json');
        await kill9();
      });

      step(
        'plays undamaged audio by the corrected clock, and keeps what was not acknowledged when it is killed',
        async () => {
          let damaged = 0;
          between.spoil = (path, body) => {
            if (path.includes('/audio/') && damaged++ === 0) return Buffer.alloc(body.length);
            return path.endsWith('/plays') ? undefined : body;
          };
          start();
          await says(/no good answer/);
          expect(printed).toContain('damaged');
          expect(printed).toContain('played ');
          expect(await plays()).toEqual([{ outcome: 'played', whole: true }]);
          await kill9();
          expect(await readdir(join(held, 'plays'))).toHaveLength(1);
        },
      );

      step('sends it again after the kill, which counts once, and plays nothing twice', async () => {
        between.spoil = (_, body) => body;
        start('--renew-days', '0');
        await says(/token renewed/);
        await says(/duplicates\W+1/);
        await until('nothing is left to send', async () => (await readdir(join(held, 'plays'))).length === 0);
        expect(await plays()).toHaveLength(1);
        expect(printed).not.toContain('played ');
        const proved = 'SELECT proved_seconds::float AS seconds FROM outcomes WHERE broadcast_id = $1';
        await until('it proves the broadcast', async () => (await service.sql(proved, [first.id])).length > 0);
        expect(await service.sql(proved, [first.id])).toEqual([{ seconds: 1 }]);
      });

      step('goes on with the token that was renewed, and enrols again when it was revoked', async () => {
        await kill9();
        start();
        await until(
          'the old token is gone',
          async () => !(await readFile(join(held, 'device.json'), 'utf8')).includes('previous'),
        );
        const [known] = await service.sql('SELECT id FROM devices WHERE station_id = $1', [station.id]);
        await administrator.client.post(`/devices/${String(known?.['id'])}/revoke`, { because: 'lost' });
        await kill9();
        start('--code', await aCode(station));
        await says(/enrolled at/);
      });
    },
  );

  (hasProgram('curl') && hasProgram('jq') ? it : it.skip)(
    'goes the same way with the curl commands of the document',
    async () => {
      const station = await newStation(service, { servedBy: centreId });
      await aBroadcastNow(station);
      const commands = await commandsOfDocument(service.url, await aCode(station));
      const cwd = await mkdtemp(join(folder, 'curl-'));
      const options = { cwd, env: { PATH: process.env['PATH'], HOME: folder, LANG: 'C.UTF-8' } };
      const { stdout } = await promisify(execFile)('bash', ['-euo', 'pipefail', '-c', commands], options);
      for (const sign of ['Signature Verified Successfully', '304', 'audio.part: OK', '"next":60', '"accepted":1'])
        expect(stdout).toContain(sign);
    },
  );
});
