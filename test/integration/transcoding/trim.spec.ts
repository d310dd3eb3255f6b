import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { UnitOfWork } from '../../../src/platform/database/unit-of-work.js';
import { MediaStore } from '../../../src/platform/storage/media-store.js';
import { bytesHandedInSince } from '../../../src/programs/upload/admission.queries.js';
import type { TranscodingView } from '../../../src/transcoding/status/transcoding.schemas.js';
import { TrimsService } from '../../../src/transcoding/trim/trims.service.js';
import { formWith, wavOf } from '../../factories/audio.factory.js';
import { withAudio } from '../../factories/original.factory.js';
import { type TestPerson, personWith } from '../../factories/person.factory.js';
import { aProgram, versionOf } from '../../factories/program.factory.js';
import { centreWith } from '../../factories/station.factory.js';
import { FFMPEG_OF_MACHINE } from '../../support/ffmpeg.js';
import { listenTo } from '../../support/listen-to.js';
import { startService, type TestService } from '../../support/service.js';
import { babble, beeps, makerOfSound, soundFile } from '../../support/sound.js';
import { until } from '../../support/until.js';

/** Two seconds of silence, eight of speech, three of silence. */
const FORM = ['-af', 'adelay=2000,apad=pad_len=132300', '-c:a', 'flac', '-metadata', 'title=Bản tin sáng'];

describe('a program whose audio has silence at its ends', () => {
  let service: TestService;
  let editor: TestPerson;
  let approver: TestPerson;
  let centreId: string;
  let sound: Buffer;
  let ffmpeg: string;
  let id: string;
  let before: string;
  beforeAll(async () => {
    service = await startService({ settings: FFMPEG_OF_MACHINE });
    centreId = (await centreWith(service)).id;
    editor = await personWith(service, 'editor', { kind: 'centre', id: centreId });
    approver = await personWith(service, 'approver', { kind: 'centre', id: centreId });
    sound = await soundFile(babble(8), 'lời.flac', FORM);
    ffmpeg = await makerOfSound();
  });
  afterAll(() => service.stop());
  beforeEach(async () => {
    ({ id } = await aProgram(service, { centreId, createdBy: editor.id }));
    expect((await editor.client.post(`/programs/${id}/audio`, formWith(sound, { name: 'lời.flac' }))).status).toBe(201);
    await idle();
    before = await newest();
  });

  /** The newest audio is ready, and nothing waits to be cut. */
  const idle = () =>
    until('all audio is ready', async () => {
      const [row] = await service.sql<{ idle: boolean }>(
        `SELECT NOT EXISTS (SELECT FROM trims WHERE state = 'waiting')
           AND NOT EXISTS (SELECT FROM programs WHERE state = 'transcoding' AND id = $1) AS idle`,
        [id],
      );
      return row?.idle === true;
    });
  const trim = (body: object = {}) => editor.client.post(`/programs/${id}/trim`, body);
  const transcoding = async () => (await editor.client.get<TranscodingView>(`/programs/${id}/transcoding`)).body;
  async function newest(): Promise<string> {
    const [row] = await service.sql<{ sha: string }>('SELECT original_sha256 AS sha FROM programs WHERE id = $1', [id]);
    return row?.sha ?? '';
  }
  function samplesOf(sha256: string): Buffer {
    const path = service.get(MediaStore).pathOf('original', sha256);
    const form = ['-f', 's16le', 'pipe:1'];
    return execFileSync(ffmpeg, ['-v', 'error', '-i', path, ...form], { maxBuffer: 1e8 });
  }

  function floatsOf(sha256: string): Float32Array {
    const path = service.get(MediaStore).pathOf('original', sha256);
    const bytes = execFileSync(ffmpeg, ['-v', 'error', '-i', path, '-f', 'f32le', 'pipe:1'], { maxBuffer: 1e8 });
    return new Float32Array(new Uint8Array(bytes).buffer);
  }

  it('gets other audio without them, on request, and nothing of the sound is lost', async () => {
    const decision = { decision: 'approved', version: await versionOf(service, id) };
    await listenTo(approver.client, id);
    expect((await approver.client.post(`/programs/${id}/approval`, decision)).status).toBe(201);
    const asked = await trim();
    expect(asked).toMatchObject({ status: 202, body: { state: 'waiting', originalSha256: before } });
    await idle();
    const after = await newest();
    const found = await transcoding();
    expect(found.suggestions).toEqual({ title: 'Bản tin sáng' });
    expect(found).toMatchObject({ state: 'ready', trim: { state: 'done', originalSha256: before, madeSha256: after } });
    expect(found.findings.filter(({ code }) => code.startsWith('silence-at'))).toEqual([]);
    const from = Math.round(44_100 * (found.trim?.fromSeconds ?? 0));
    const [whole, part] = [samplesOf(before), samplesOf(after)];
    expect(part.length / 88_200).toBeCloseTo(8.6, 0);
    expect(part.equals(whole.subarray(2 * from, 2 * from + part.length))).toBe(true);
    const { body } = await editor.client.get<{ approval: unknown }>(`/programs/${id}`);
    expect(body.approval).toBeNull();
  });

  it('is trimmed also while it waits for its renewal', async () => {
    // Another worker has claimed it, and writes heartbeats.
    await service.sql(
      `UPDATE transcodings SET state = 'running', renewing = true, run = gen_random_uuid(), heartbeat_at = now() + interval '1 h'
       WHERE original_sha256 = $1`,
      [before],
    );
    expect(await trim()).toMatchObject({ status: 202 });
    await idle();
    expect(await transcoding()).toMatchObject({ state: 'ready', trim: { state: 'done', originalSha256: before } });
    await service.sql(
      `UPDATE transcodings SET state = 'ready', renewing = false, run = NULL WHERE original_sha256 = $1`,
      [before],
    );
  });

  it('is written down, under a name that tells it from the one before', async () => {
    await trim({ fromSeconds: 2.5 });
    await idle();
    const rows = await service.sql('SELECT details, actor_id FROM audit_entries WHERE did = $1 AND thing_id = $2', [
      'program.trim',
      id,
    ]);
    expect(rows).toMatchObject([{ actor_id: editor.id, details: { trimmedOf: before, fromSeconds: 2.5 } }]);
    const names = await service.sql('SELECT file_name FROM originals WHERE program_id = $1 ORDER BY id', [id]);
    expect(names).toEqual([{ file_name: 'lời.flac' }, { file_name: 'lời (đã cắt).flac' }]);
  });

  it('counts nothing against what one person may hand in a day, because nothing is handed in', async () => {
    const ever = new Date(0);
    const handedIn = () => service.get(UnitOfWork).run((work) => bytesHandedInSince(work, editor.id, ever));
    const used = await handedIn();
    await trim({ fromSeconds: 3 });
    await idle();
    expect(await newest()).not.toBe(before);
    expect(await handedIn()).toBe(used);
  });

  it('is not approved by who handed in what it was cut from, though somebody else had it cut', async () => {
    await service.sql('UPDATE originals SET uploaded_by = $2 WHERE program_id = $1', [id, approver.id]);
    for (const fromSeconds of [2.5, 1]) {
      await trim({ fromSeconds });
      await idle();
    }
    const decision = { decision: 'approved', version: await versionOf(service, id) };
    const answer = await approver.client.post(`/programs/${id}/approval`, decision);
    expect(answer).toMatchObject({ status: 403, body: { code: 'own-work' } });
  });

  /** Hands in other audio and trims it. @returns its bytes before and after, and the measured length after */
  async function trimmed(file: Buffer, name: string, bounds: object) {
    expect((await editor.client.post(`/programs/${id}/audio`, formWith(file, { name }))).status).toBe(201);
    await idle();
    const whole = await newest();
    expect(await trim(bounds)).toMatchObject({ status: 202 });
    await idle();
    const { state, trim: done, loudness } = await transcoding();
    expect({ state, trim: done?.state, failed: done?.failedBecause }).toEqual({
      state: 'ready',
      trim: 'done',
      failed: null,
    });
    return { whole, part: await newest(), heard: loudness?.before };
  }

  it('is cut from the track that has sound, as it was transcoded', async () => {
    const tracks = ['-f', 'lavfi', '-i', 'anullsrc=r=44100:cl=mono', '-map', '1:a', '-map', '0:a', '-t', '4'];
    const file = await soundFile(babble(4), 'hai rãnh.m4a', [...tracks, '-c:a', 'aac']);
    const { heard } = await trimmed(file, 'hai rãnh.m4a', { fromSeconds: 1, untilSeconds: 3 });
    expect(heard?.seconds).toBeCloseTo(2, 2);
    expect(heard?.truePeak).toBeGreaterThan(-20);
  });

  it('is cut in one piece, though its form changes midway', async () => {
    const mono = await soundFile(beeps(4), 'a.mp3', ['-ac', '1', '-ar', '22050', '-c:a', 'libmp3lame']);
    const stereo = await soundFile(beeps(6), 'b.mp3', ['-ac', '2', '-ar', '44100', '-c:a', 'libmp3lame']);
    const { heard } = await trimmed(Buffer.concat([mono, stereo]), 'nối.mp3', { fromSeconds: 2, untilSeconds: 9 });
    expect(heard?.seconds).toBeCloseTo(7, 2);
  });

  it('keeps floats as they are, above full scale too', async () => {
    const file = await soundFile(babble(2, 9), 'thực.wav', ['-c:a', 'pcm_f32le']);
    const { whole, part } = await trimmed(file, 'thực.wav', { fromSeconds: 0.5, untilSeconds: 1.5 });
    const [before, after] = [floatsOf(whole), floatsOf(part)];
    expect(Math.max(...after)).toBeGreaterThan(1.5);
    expect(after).toEqual(before.slice(22_050, 66_150));
  });

  it('is not cut to nothing, nor without reason, nor twice at once', async () => {
    expect(await trim({ fromSeconds: 5, untilSeconds: 5.2 })).toMatchObject({ status: 400 });
    expect(await trim({ fromSeconds: -1 })).toMatchObject({ status: 400 });
    expect(await trim({ fromSeconds: 0, untilSeconds: 100 })).toMatchObject({ body: { code: 'nothing-to-trim' } });
    await service.sql(
      `INSERT INTO trims (id, program_id, original_sha256, from_seconds, until_seconds, state, asked_by, asked_at)
       VALUES (gen_random_uuid(), $1, $2, 2, 9, 'waiting', $3, now())`,
      [id, before, editor.id],
    );
    expect(await trim()).toMatchObject({ status: 409, body: { code: 'trim-under-way' } });
    // No job was enqueued for that one: the sweep finds it.
    await service.get(TrimsService).sweep();
    await service.get(TrimsService).sweep();
    await idle();
    expect(await transcoding()).toMatchObject({ trim: { state: 'done', untilSeconds: 9 } });
  });

  it('keeps audio that was handed in meanwhile', async () => {
    const program = { id, title: '', createdBy: editor.id };
    await service.sql(
      `INSERT INTO trims (id, program_id, original_sha256, from_seconds, until_seconds, state, asked_by, asked_at)
       VALUES (gen_random_uuid(), $1, $2, 2, 9, 'waiting', $3, now())`,
      [id, before, editor.id],
    );
    const newer = await withAudio(service, program, wavOf({ seconds: 3, hertz: 500 }));
    await service.get(TrimsService).sweep();
    await until('it was tried', async () => {
      const [row] = await service.sql("SELECT FROM trims WHERE state = 'waiting'");
      return row === undefined;
    });
    expect(await newest()).toBe(newer);
    const [row] = await service.sql('SELECT state, failed_because FROM trims WHERE program_id = $1', [id]);
    expect(row).toEqual({ state: 'failed', failed_because: 'audio-has-changed' });
  });
});
