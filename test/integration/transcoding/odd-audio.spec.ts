import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { projectRoot } from '../../../src/platform/version.js';
import { findFfmpeg } from '../../../src/transcoding/ffmpeg/find-ffmpeg.js';
import { oddFfmpeg } from '../../support/odd-ffmpeg.js';
import { silence as digitalSilence } from '../../support/sound.js';
import { SpeechFiles } from '../../support/speech-files.js';
import { type Ended, expectSpeech, PlainTranscoder } from './plain-transcoder.js';

const { SECONDS, RATE } = SpeechFiles;

/** The ffmpeg of the npm package, of 2018. */
const isOld = (await findFfmpeg(process.env['FFMPEG_PATH'])).path.includes('node_modules');
if (isOld) process.stderr.write('SKIPPED: joined WebM, of which an ffmpeg of 2018 reads the first part only\n');

describe('audio that is not what its header says', () => {
  let transcoder: PlainTranscoder;
  let files: SpeechFiles;
  beforeAll(async () => {
    transcoder = await PlainTranscoder.start();
    files = await SpeechFiles.start();
  });
  afterAll(async () => {
    await transcoder.stop();
    await files.remove();
  });

  const make: SpeechFiles['make'] = (name, options) => files.make(name, options);
  const encoded: SpeechFiles['encoded'] = (name, ...options) => files.encoded(name, ...options);

  /** Floats as a WAV without channel mask. */
  async function wavOf(channels: readonly ((sample: number, at: number) => number)[]): Promise<Buffer> {
    const pcm = await make('speech.f32', ['-i', files.speech, '-f', 'f32le']);
    const samples = new Float32Array(new Uint8Array(pcm).buffer);
    const count = channels.length;
    const frames = Float32Array.from({ length: samples.length * count }, (_, index) => {
      const at = Math.floor(index / count);
      return channels[index % count]?.(samples[at] ?? 0, at) ?? 0;
    });
    const head = Buffer.alloc(44);
    head.write('RIFF\xff\xff\xff\x7fWAVEfmt \x10\0\0\0\x03\0', 'latin1');
    head.writeUInt16LE(count, 22);
    head.writeUInt32LE(RATE, 24);
    head.writeUInt32LE(RATE * 4 * count, 28);
    head.writeUInt16LE(4 * count, 32);
    head.writeUInt16LE(32, 34);
    head.write('data', 36);
    head.writeUInt32LE(frames.byteLength, 40);
    return Buffer.concat([head, Buffer.from(frames.buffer)]);
  }

  function expectReady(ended: Ended, seconds = SECONDS, findings: readonly object[] = []): void {
    const { actual, wanted } = expectSpeech(ended, seconds, findings);
    expect(actual).toEqual(wanted);
  }

  const plain = (sample: number) => sample;
  const silence = () => 0;

  it.each([
    ['webm', 'libopus', 20, 1.2],
    ['m4a', 'aac', 1.5, 0.5],
    ['mka', 'libvorbis', 20, 0.5],
    ['wma', 'wmav2', 20, 1],
    ['ogg', 'libopus', 20, 1.2],
  ])('is whole with a gap in the timestamps: %s with %s, %d s after %d s', async (ending, codec, gap, after) => {
    const jump = `asetpts=PTS+gte(T\\,${after})*${gap}/TB`;
    const ended = await transcoder.transcode(await encoded(`gap.${ending}`, '-af', jump, '-c:a', codec));
    const from = expect.any(Number);
    expectReady(ended, SECONDS, [{ code: 'gap', from, seconds: gap }]);
  });

  it.each([
    ['late.mp4', 3, ['-c:v', 'mpeg4', '-c:a', 'aac']],
    ['late.webm', 8, ['-c:v', 'libvpx', '-deadline', 'realtime', '-c:a', 'libopus']],
  ])('is whole when it begins late in a film: %s, %d s', async (name, late, codecs) => {
    const film = ['-f', 'lavfi', '-i', 'testsrc=size=64x64:rate=2:d=15'];
    const ended = await transcoder.transcode(
      await make(name, [...film, '-itsoffset', String(late), '-i', files.speech, ...codecs]),
    );
    expectReady(ended);
  });

  it.each([
    ['mp3', [16_000, 48_000]],
    ['mp3', [48_000, 22_050, 48_000]],
    ['aac', [48_000, 16_000]],
  ])('is whole and equally loud when the rate changes midway: %s of %j Hz', async (ending, rates) => {
    const parts = rates.map((rate, index) => encoded(`${index}.${ending}`, '-ar', String(rate)));
    const ended = await transcoder.transcode(Buffer.concat(await Promise.all(parts)));
    const seconds = 'refused' in ended ? 0 : ended.before.seconds;
    expect(Math.abs(seconds - SECONDS * rates.length)).toBeLessThan(0.1 * rates.length);
    expectReady(ended, seconds);
  });

  it('is measured as a whole when its level changes with its rate', async () => {
    const loud = await encoded('loud.mp3', '-af', 'volume=8dB', '-ar', '44100');
    const quiet = await encoded('quiet.mp3', '-af', 'volume=-12dB', '-ar', '22050');
    const both = await transcoder.transcode(Buffer.concat([loud, quiet]));
    const alone = await transcoder.transcode(loud);
    if ('refused' in both || 'refused' in alone) throw new Error('refused');
    expect(Math.abs((both.before.lufs ?? 0) - (alone.before.lufs ?? 0))).toBeLessThan(1);
  });

  it.each([
    [['plain', 'mono'], []],
    [['mono', 'plain'], []],
    [['opposite', 'mono'], [{ code: 'opposite-channels' }]],
    [['mono', 'opposite'], [{ code: 'opposite-channels' }]],
    [['plain', 'opposite', 'plain'], [{ code: 'opposite-channels' }]],
  ])('keeps one level when its channels change midway: %j', async (forms, findings) => {
    const mix = {
      mono: 'pan=mono|c0=c0',
      plain: 'pan=stereo|c0=c0|c1=c0',
      opposite: 'pan=stereo|c0=c0|c1=-0.9*c0',
    } as Record<string, string>;
    const parts = forms.map((form) => encoded(`${form}.mp3`, '-af', mix[form] ?? '', '-b:a', '192k'));
    const ended = await transcoder.transcode(Buffer.concat(await Promise.all(parts)));
    if ('refused' in ended) throw new Error('refused');
    expect(ended.findings).toEqual(findings);
    const { peaks } = ended.waveform;
    const levels = forms.map((_, part) => {
      const heard = peaks.subarray((part * peaks.length) / forms.length, ((part + 1) * peaks.length) / forms.length);
      return heard.reduce((sum, peak) => sum + peak, 0) / heard.length;
    });
    expect(Math.abs(20 * Math.log10(Math.max(...levels) / Math.min(...levels)))).toBeLessThan(1);
  });

  it.each([
    [NaN, 0],
    [NaN, SECONDS * RATE - 1],
    [-Infinity, RATE],
  ])('is speech but for one sample that is no number: %d at %d', async (bad, place) => {
    const broken = (sample: number, at: number) => (at === place ? bad : sample);
    expectReady(await transcoder.transcode(await wavOf([plain, broken])));
  });

  it.each([
    [3, 2],
    [6, 3],
    [8, 0],
  ])('is the one channel of %d that speaks, the %dth from 0', async (of, speaking) => {
    const channels = Array.from({ length: of }, (_, index) => (index === speaking ? plain : silence));
    const finding = { code: 'channels-chosen', channels: [speaking + 1], of };
    expectReady(await transcoder.transcode(await wavOf(channels)), SECONDS, [finding]);
  });

  it.each([1, 0.9])('is one of two channels of opposite polarity, the other times %d', async (factor) =>
    expectReady(await transcoder.transcode(await wavOf([plain, (sample) => -factor * sample])), SECONDS, [
      { code: 'opposite-channels' },
    ]),
  );

  it('has no offset and no click at the beginning', async () => {
    const ended = await transcoder.transcode(await wavOf([(sample) => 0.4 + 0.1 * sample]));
    expectReady(ended, SECONDS, [{ code: 'low-level', lufs: expect.any(Number) }]);
    if (!('refused' in ended)) expect(ended.before.truePeak).toBeLessThan(-20);
  });

  it('is not ruled by a click at full scale', async () => {
    const quiet = (sample: number, at: number) => (at >= RATE && at < RATE + 3 ? 1 : 0.12 * sample);
    expectReady(await transcoder.transcode(await wavOf([quiet])), SECONDS, [
      { code: 'low-level', lufs: expect.any(Number) },
    ]);
  });

  it('is refused at once when it is a few samples long', async () => {
    for (const count of [4, 20]) {
      const file = (await wavOf([plain])).subarray(0, 44 + 4 * count);
      expect(await transcoder.transcode(file)).toMatchObject({ refused: 'too-short' });
    }
  });

  it('is the track that sounds, and that can be decoded', async () => {
    const tracks = ['-map', '0', '-map', '1', '-c:a:0', 'aac', '-c:a:1', 'aac'];
    const quiet = ['-f', 'lavfi', '-i', digitalSilence(SECONDS)];
    const silentFirst = await make('silent-first.m4a', [...quiet, '-i', files.speech, ...tracks]);
    const codecs = ['-map', '0', '-map', '0', '-ar', '48000', '-c:a:0', 'dca', '-c:a:1', 'aac', '-strict', '-2'];
    for (const file of [silentFirst, await encoded('unknown-first.mka', ...codecs)]) {
      const ended = await transcoder.transcode(file);
      expect(ended).toMatchObject({ source: { track: 1, codec: 'aac' } });
      expectReady(ended);
    }
  });

  it.each([
    ['g722.wav', 'adpcm_g722', ['-ar', '16000', '-c:a', 'g722']],
    ['g726.wav', 'adpcm_g726', ['-ar', '8000', '-c:a', 'g726', '-b:a', '32k']],
    ['dts.mka', 'dts', ['-ar', '48000', '-c:a', 'dca', '-strict', '-2']],
  ])('is refused by the name of its codec when that is not taken: %s', async (name, codec, options) =>
    expect(await transcoder.transcode(await encoded(name, ...options))).toEqual({
      refused: 'codec-not-taken',
      data: { codec },
    }),
  );

  it.each(isOld ? ['ogg'] : ['webm', 'ogg'])(
    'is whole, and nothing is wrong with its length, when files were joined: %s',
    async (ending) => {
      const part = await encoded(`part.${ending}`, '-c:a', 'libopus');
      expectReady(await transcoder.transcode(Buffer.concat([part, part])), 2 * SECONDS);
    },
  );

  it('has no wrong length when it starts at another time', async () =>
    expectReady(
      await transcoder.transcode(await encoded('later.webm', '-output_ts_offset', '3600', '-c:a', 'libopus')),
    ));

  it('is found behind 20,000 chapters', async () => {
    const chapters = Array.from(
      { length: 20_000 },
      (_, at) => `[CHAPTER]\nTIMEBASE=1/10000\nSTART=${at}\nEND=${at + 1}\n`,
    );
    await writeFile(join(files.folder, 'chapters'), [';FFMETADATA1', ...chapters].join('\n'));
    const added = ['-i', join(files.folder, 'chapters'), '-map_chapters', '1', '-c:a', 'libopus'];
    expectReady(await transcoder.transcode(await make('chapters.opus', ['-i', files.speech, ...added])));
  });

  it('is ready in Speex', async () => {
    const ended = await transcoder.transcode(await readFile(join(projectRoot(), 'test/fixtures/speech.spx')));
    expect(ended).toMatchObject({ source: { codec: 'speex', sampleRate: 16_000 }, plan: { shortfall: null } });
  });

  it('is never ready when a rendition is not as long as what was measured', async () => {
    const shortening = await oddFfmpeg('case "$*" in *libmp3lame*) head -c 200000 | "$real" "$@"; exit $?;; esac');
    const broken = await PlainTranscoder.start(shortening.path);
    try {
      const ended = await broken.transcode(await readFile(files.speech));
      expect(ended).toMatchObject({ refused: 'rendition-incomplete', data: { measuredSeconds: SECONDS } });
    } finally {
      await broken.stop();
      await shortening.remove();
    }
  });
});
