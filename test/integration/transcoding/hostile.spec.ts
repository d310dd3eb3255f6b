import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import { readdir, readFile, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { MediaStore } from '../../../src/platform/storage/media-store.js';
import type { TranscodingView } from '../../../src/transcoding/status/transcoding.schemas.js';
import { TranscodingsService } from '../../../src/transcoding/requests/transcodings.service.js';
import { formWith, sha256Of, wavOf } from '../../factories/audio.factory.js';
import { type TestPerson, personWith } from '../../factories/person.factory.js';
import { aProgram } from '../../factories/program.factory.js';
import { centreWith } from '../../factories/station.factory.js';
import { BOMBS, CROWDS } from '../../hostile/bombs.js';
import { DAMAGED } from '../../hostile/damaged.js';
import { DECLARED } from '../../hostile/declared.js';
import type { HostileFile, Prey } from '../../hostile/hostile-file.js';
import { NAMES } from '../../hostile/names.js';
import { PLAYLISTS } from '../../hostile/playlists.js';
import { POLYGLOTS } from '../../hostile/polyglots.js';
import { REFERENCES } from '../../hostile/references.js';
import { FFMPEG_OF_MACHINE } from '../../support/ffmpeg.js';
import { startService, type TestService } from '../../support/service.js';
import { strangersIn } from '../../support/strangers-in.js';
import { until } from '../../support/until.js';

/** Those that take longest first, so that others go on beside them. */
const FILES = [CROWDS, BOMBS, DAMAGED, PLAYLISTS, REFERENCES, POLYGLOTS, DECLARED].flat();
/**
 * The time limit of the service for AUDIO_MAX_SECONDS, and a minute in which a busy machine ends what is late; the work on
 * each has to be over within it, waiting not included.
 */
const WITHIN_MS = 180_000;
/** How many are on their way at a time. */
const AT_ONCE = 4;
const SETTINGS = {
  ...FFMPEG_OF_MACHINE,
  AUDIO_MAX_SECONDS: '60',
  // Good files are opened in a fifth of a second, but a very busy machine may stand still for seconds.
  AUDIO_OPEN_SECONDS: '10',
  TRANSCODE_RETRY_SECONDS: '0.2',
  TRANSCODE_CONCURRENCY: '2',
};
const LONG_AGO = new Date('2020-01-01T00:00:00Z');

describe('files that mean harm', () => {
  let service: TestService;
  let editor: TestPerson;
  let centreId: string;
  let server: Server;
  let prey: Prey;
  let requests = 0;
  const ends = new Map<string, Promise<string>>();
  beforeAll(async () => {
    service = await startService({ settings: SETTINGS });
    centreId = (await centreWith(service)).id;
    editor = await personWith(service, 'editor', { kind: 'centre', id: centreId });
    server = createServer((_, answer) => {
      requests += 1;
      answer.end(wavOf());
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    prey = { address: addressOf(server), file: await aFileOfOurs() };
    await handInAll();
  });
  afterAll(async () => {
    server.close();
    await service.stop();
  });

  const handIn = async (bytes: Buffer, name: string) => {
    const { id } = await aProgram(service, { centreId, createdBy: editor.id });
    return { id, answer: await editor.client.post(`/programs/${id}/audio`, formWith(bytes, { name })) };
  };

  /** Kept audio that nobody has a reason to read again; whoever does is seen by the time of the last reading. */
  async function aFileOfOurs(): Promise<string> {
    const bytes = wavOf({ hertz: 523 });
    const { id } = await handIn(bytes, 'ours.wav');
    await over(id, sha256Of(bytes));
    const path = service.get(MediaStore).pathOf('original', sha256Of(bytes));
    await utimes(path, LONG_AGO, new Date());
    return path;
  }

  async function over(id: string, original: string): Promise<TranscodingView> {
    const find = () => service.get(TranscodingsService).find(original);
    await until(`${original} is over`, async () => (await find())?.isOver() === true, 2 * WITHIN_MS);
    const { startedAt, finishedAt, attempts } = (await find()) ?? {};
    // What takes too long only to be opened is refused the second time.
    expect([1, 2]).toContain(attempts);
    expect(Number(finishedAt) - Number(startedAt)).toBeLessThan(WITHIN_MS);
    const answer = await editor.client.get<TranscodingView>(`/programs/${id}/transcoding`);
    expect(answer).toMatchObject({ status: 200 });
    return answer.body;
  }

  async function endOf({ fileName = 'bai.mp3', make }: HostileFile): Promise<string> {
    const bytes = await make(prey);
    const { id, answer } = await handIn(bytes, fileName);
    if (answer.status !== 201) {
      expect(answer.headers.get('content-type')).toContain('application/problem+json');
      expect(answer.status).toBe(422);
      return String(answer.body['code']);
    }
    const { state, refusal, loudness } = await over(id, sha256Of(bytes));
    if (state !== 'ready')
      expect(refusal).toEqual({ code: expect.stringMatching(/^[a-z-]+$/), data: expect.any(Object) });
    else expect(Object.keys(loudness?.after ?? {})).toContain('speech');
    return refusal?.code ?? state;
  }

  /** Each is judged by a test of its own; what went wrong here is told there. */
  async function handInAll(): Promise<void> {
    const left = [...FILES];
    const next = async () => {
      for (let file = left.shift(); file; file = left.shift()) {
        const end = endOf(file);
        ends.set(file.title, end);
        await end.catch(() => undefined);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, next));
  }

  it.each(FILES.map((file) => [file.title, file] as const))('come to a good end: %s', async (_, file) => {
    expect(file.ends).toContain(await ends.get(file.title));
  });

  it.each(Object.entries(NAMES))('may be called anything: %s', async (_, name) => {
    const wav = wavOf({ hertz: 600 });
    const { id } = await aProgram(service, { centreId, createdBy: editor.id });
    const head = `--x\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\n\r\n`;
    const form = Buffer.concat([Buffer.from(head), wav, Buffer.from('\r\n--x--\r\n')]);
    const body = new Blob([new Uint8Array(form)], { type: 'multipart/form-data; boundary=x' });
    const answer = await editor.client.post<{ original: { fileName: string } }>(`/programs/${id}/audio`, body);
    expect([201, 400]).toContain(answer.status);
    expect(answer.headers.has('x-injected')).toBe(false);
    if (answer.status !== 201) return expect(answer.body).toMatchObject({ code: 'invalid-request' });
    expect(answer.body.original.fileName).toMatch(/^[^/\\\p{Cc}\p{Cf}]{1,255}$/u);
    expect((await over(id, sha256Of(wav))).state).toBe('ready');
  });

  it('are more than a hundred', () => expect(FILES.length).toBeGreaterThan(100));

  it('asked nobody for anything, and read nothing of ours', async () => {
    expect(requests).toBe(0);
    expect((await stat(prey.file)).atime).toEqual(LONG_AGO);
    await readFile(prey.file);
    // Where a disk does not note who reads, nothing is proved by that; the refusals above are.
    if ((await stat(prey.file)).atime > LONG_AGO) await fetch(prey.address);
    expect(requests).toBe(1);
  });

  it('left nothing behind but originals and renditions, by their content', async () => {
    expect(await strangersIn(service)).toEqual([]);
    expect(await readdir(join(service.mediaRoot, 'work'))).toEqual([]);
  });

  it('did the service no harm', async () => {
    const { id } = await handIn(wavOf({ hertz: 880 }), 'sau cùng.wav');
    expect((await over(id, sha256Of(wavOf({ hertz: 880 })))).state).toBe('ready');
  });
});

function addressOf(server: Server): string {
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
}
