import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Logger } from '@nestjs/common';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readConfig } from '../../../src/platform/config/config.js';
import { FfmpegRunner } from '../../../src/transcoding/ffmpeg/ffmpeg.runner.js';
import { findFfmpeg } from '../../../src/transcoding/ffmpeg/find-ffmpeg.js';
import { DecoderService } from '../../../src/transcoding/decode/decoder.service.js';
import { LoudnessService } from '../../../src/transcoding/loudness/loudness.service.js';
import { ProbeService } from '../../../src/transcoding/probe/probe.service.js';
import { EncoderService } from '../../../src/transcoding/rendition/encoder.service.js';
import { RenderingService } from '../../../src/transcoding/rendition/rendering.service.js';
import { TranscodingPipelineService } from '../../../src/transcoding/run/transcoding-pipeline.service.js';
import { babble, makerOfSound, soundFile } from '../../support/sound.js';

interface Kind {
  file: string;
  encoder: string;
  /** As ffmpeg names what it decodes with; by the service's own choice where there are several. */
  decoder: string;
  codec: string;
}

const SECONDS = 3;
const KINDS: Kind[] = [
  { file: 'a.mp3', encoder: 'libmp3lame', decoder: 'mp3float', codec: 'mp3' },
  { file: 'a.wav', encoder: 'pcm_s16le', decoder: 'pcm_s16le', codec: 'pcm_s16le' },
  { file: 'a.m4a', encoder: 'aac', decoder: 'aac', codec: 'aac' },
  { file: 'a.flac', encoder: 'flac', decoder: 'flac', codec: 'flac' },
  { file: 'a.opus', encoder: 'libopus', decoder: 'libopus', codec: 'opus' },
  { file: 'a.wma', encoder: 'wmav2', decoder: 'wmav2', codec: 'wmav2' },
];
/** What both profiles are made with. */
const NEEDED = ['libmp3lame', 'libopus'];

const run = promisify(execFile);
const listOf = async (ffmpeg: string, what: '-encoders' | '-decoders') => {
  const { stdout } = await run(ffmpeg, ['-hide_banner', what]).catch(() => ({ stdout: '' }));
  return new Set(stdout.split('\n').map((line) => line.trim().split(/\s+/)[1] ?? ''));
};

/** The system's, the one that npm brings, and those named in VANG_TEST_FFMPEGS, one after the other with `:` between. */
function builds(): { name: string; path: string }[] {
  const named = (process.env['VANG_TEST_FFMPEGS'] ?? '').split(':').filter(Boolean);
  return [
    { name: 'of the system', path: 'ffmpeg' },
    { name: 'of npm', path: broughtByNpm() },
    ...named.map((path) => ({ name: path, path })),
  ];
}

function broughtByNpm(): string {
  try {
    return (createRequire(import.meta.url)('@ffmpeg-installer/ffmpeg') as { path: string }).path;
  } catch {
    return '';
  }
}

const able = await Promise.all(
  builds().map(async (build) => {
    const found = await findFfmpeg(build.path || 'none').catch(() => undefined);
    const [encoders, decoders] = await Promise.all([listOf(build.path, '-encoders'), listOf(build.path, '-decoders')]);
    return { ...build, version: found?.version, encoders, decoders };
  }),
);
const maker = await listOf(await makerOfSound(), '-encoders');

describe.each(able)('the ffmpeg $name, $version', ({ path, version, encoders, decoders }) => {
  let folder: string;
  let transcoder: TranscodingPipelineService;
  const lacks = version ? NEEDED.filter((encoder) => !encoders.has(encoder)) : [];
  const isUsable = version !== undefined && lacks.length === 0;
  beforeAll(async () => {
    Logger.overrideLogger(false);
    folder = await mkdtemp(join(tmpdir(), 'vang-versions-'));
    const config = readConfig({ FFMPEG_PATH: path, TRANSCODE_NICENESS: '0' });
    const ffmpeg = new FfmpegRunner(config);
    if (isUsable) await ffmpeg.onModuleInit();
    const probe = new ProbeService(ffmpeg, config);
    const decoder = new DecoderService(ffmpeg);
    const loudness = new LoudnessService(decoder);
    const rendering = new RenderingService(new EncoderService(ffmpeg, decoder, loudness), config);
    transcoder = new TranscodingPipelineService(probe, loudness, rendering, ffmpeg, config);
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  async function makesReady({ file, encoder, codec }: Kind): Promise<void> {
    const original = join(folder, file);
    await writeFile(original, await soundFile(babble(SECONDS, -20), file, ['-c:a', encoder]));
    const made = await transcoder.transcode(original, {
      folder: await mkdtemp(join(folder, 'run-')),
      signal: new AbortController().signal,
      onProgress: () => undefined,
    });
    expect(made).toMatchObject({ source: { codec }, ffmpeg: version });
    for (const { measured } of made.renditions) {
      expect(Math.abs((measured.lufs ?? 0) + 16)).toBeLessThan(0.6);
      expect(Math.abs(measured.seconds - SECONDS)).toBeLessThan(0.2);
    }
  }

  /** Why this build cannot be tried with it here; nothing when it can. */
  const lackOf = ({ encoder, decoder }: Kind): string | undefined => {
    if (!version) return 'it is not on this machine';
    if (lacks.length > 0) return `it has no ${lacks.join(', ')}`;
    if (!maker.has(encoder)) return `nothing here makes it: ${encoder}`;
    return decoders.has(decoder) ? undefined : `it has no ${decoder}`;
  };

  for (const kind of KINDS) {
    const lack = lackOf(kind);
    const test = lack ? it.skip : it;
    test(`transcodes ${kind.codec}${lack ? `: skipped, ${lack}` : ''}`, () => makesReady(kind));
  }
});
