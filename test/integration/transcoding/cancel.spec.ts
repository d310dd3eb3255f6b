import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { TranscodingView } from '../../../src/transcoding/status/transcoding.schemas.js';
import { TranscodingsService } from '../../../src/transcoding/requests/transcodings.service.js';
import { withAudio } from '../../factories/original.factory.js';
import { personWith, type TestPerson } from '../../factories/person.factory.js';
import { aProgram, type TestProgram } from '../../factories/program.factory.js';
import { centreWith } from '../../factories/station.factory.js';
import { freePort } from '../../support/free-port.js';
import { jobsIdle } from '../../support/jobs-idle.js';
import { type ServiceProcess, startProcess } from '../../support/process.js';
import { startService, type TestService } from '../../support/service.js';
import { babble, beeps, soundFile } from '../../support/sound.js';
import { until } from '../../support/until.js';

let service: TestService;
let editor: TestPerson;
let centreId: string;
/** Long enough to be cancelled in the middle. */
const long = soundFile(beeps(2_400), 'a.flac');

async function start(settings: Record<string, string>): Promise<void> {
  service = await startService({ settings });
  centreId = (await centreWith(service)).id;
  editor = await personWith(service, 'editor', { kind: 'centre', id: centreId });
}

async function programWith(sound: Buffer): Promise<TestProgram & { original: string }> {
  const program = await aProgram(service, { centreId, createdBy: editor.id });
  const original = await withAudio(service, program, sound);
  await service.get(TranscodingsService).request(original);
  return { ...program, original };
}

const transcodingOf = async (id: string) =>
  (await editor.client.get<TranscodingView>(`/programs/${id}/transcoding`)).body;
const cancel = (id: string) =>
  editor.client.post<TranscodingView>(`/programs/${id}/transcoding/cancel`, { because: 'nhầm tệp' });
const retry = (id: string) => editor.client.post<TranscodingView>(`/programs/${id}/transcoding`);
/** How many seconds the work would still take, as fast as it goes on this machine at the moment. */
async function wouldLast(id: string): Promise<number> {
  let seconds: number | null = null;
  await until('it is known how long the work will take', async () => {
    const { step, secondsLeft } = await transcodingOf(id);
    if (step !== 'probe') seconds = secondsLeft;
    return seconds !== null;
  });
  return seconds ?? NaN;
}
const secondsSince = (begun: number) => (performance.now() - begun) / 1_000;
const stateOf = async (id: string) => (await editor.client.get<{ state: string }>(`/programs/${id}`)).body.state;

describe('an editor who no longer wants audio transcoded', () => {
  beforeAll(() => start({}));
  afterAll(() => service.stop());

  it('cancels it, and the work ends at once', async () => {
    const { id, original } = await programWith(await long);
    const expected = await wouldLast(id);
    const begun = performance.now();
    expect(await cancel(id)).toMatchObject({ status: 200, body: { state: 'cancelled' } });
    await jobsIdle(service, ['transcoding']);
    expect(secondsSince(begun)).toBeLessThan(expected / 2);
    expect(await stateOf(id)).toBe('cancelled');
    expect(await service.get(TranscodingsService).find(original)).toMatchObject({ state: 'cancelled', run: null });
    expect(await service.sql('SELECT because FROM audit_entries WHERE thing_id = $1', [id])).toEqual([
      { because: 'nhầm tệp' },
    ]);
    expect(await cancel(id)).toMatchObject({ status: 409, body: { code: 'not-transcoding' } });
  });

  it('asks for it again, and it becomes ready', async () => {
    const { id } = await programWith(await soundFile(babble(3, -21), 'a.wav'));
    await cancel(id);
    expect(await retry(id)).toMatchObject({ status: 202 });
    await jobsIdle(service, ['transcoding']);
    expect(await stateOf(id)).toBe('ready');
    expect(await retry(id)).toMatchObject({ status: 409, body: { code: 'nothing-to-transcode' } });
  });

  it('changes their mind again and again, and the last word holds', async () => {
    const { id } = await programWith(await soundFile(babble(4, -21), 'a.wav'));
    for (let times = 0; times < 8; times++) {
      expect(await cancel(id)).toMatchObject({ status: 200 });
      expect(await retry(id)).toMatchObject({ status: 202 });
    }
    await jobsIdle(service, ['transcoding']);
    expect(await stateOf(id)).toBe('ready');
  });

  it('has what was refused tried again, and is told anew', async () => {
    const { id, original } = await programWith(Buffer.from('this is no sound'));
    await jobsIdle(service, ['transcoding']);
    expect(await stateOf(id)).toBe('refused');
    expect((await retry(id)).status).toBe(202);
    await jobsIdle(service, ['transcoding']);
    expect(await stateOf(id)).toBe('refused');
    expect(await service.get(TranscodingsService).find(original)).toMatchObject({ attempts: 1 });
  });

  it('takes nothing from another program with the same audio', async () => {
    const sound = await soundFile(babble(6, -23), 'a.wav');
    const [mine, other] = [await programWith(sound), await programWith(sound)];
    await cancel(mine.id);
    expect(await transcodingOf(mine.id)).toMatchObject({ state: 'cancelled' });
    await jobsIdle(service, ['transcoding']);
    expect(await stateOf(other.id)).toBe('ready');
    expect(await stateOf(mine.id)).toBe('cancelled');
    await retry(mine.id);
    await jobsIdle(service, ['transcoding']);
    expect(await stateOf(mine.id)).toBe('ready');
  });
});

describe('work in another process', () => {
  let worker: ServiceProcess;
  beforeAll(async () => {
    await start({ ROLE: 'api' });
    worker = await startProcess({
      ROLE: 'worker',
      DATABASE_URL: service.databaseUrl,
      DATA_DIR: service.mediaRoot,
      MEDIA_ROOT: service.mediaRoot,
      PORT: String(await freePort()),
    });
  });
  afterAll(async () => {
    await worker.kill9();
    await service.stop();
  });

  it('ends long before it would be done when it is cancelled', async () => {
    const { id } = await programWith(await long);
    const expected = await wouldLast(id);
    const begun = performance.now();
    await cancel(id);
    await jobsIdle(service, ['transcoding']);
    expect(secondsSince(begun)).toBeLessThan(expected / 2);
    expect(await stateOf(id)).toBe('cancelled');
  });
});
