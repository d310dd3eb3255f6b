import { join } from 'node:path';
import { projectRoot } from '../../src/platform/version.js';
import { quickFfmpeg, listenByHand } from '../support/ffmpeg-by-hand.js';

const SAMPLES = [
  'direction.mp3',
  'institutions.wav',
  'procedures.m4a',
  'apparatus.ogg',
  'civil-service.mp3',
  'public-finance.opus',
  'digital-government.flac',
];
/** Every sample is longer. */
const SHORTEST_SECONDS = 12;
const RATE = 44_100;

/** Loudness of each speaker in LUFS; they differ, as with real microphones. */
const LEVELS = [-23, -22, -24, -21, -25, -22, -23];

/**
 * Creates speech as a studio delivers it: a stereo MP3 of `seconds`, from the demo's samples one after another, with a
 * pause of up to three seconds after each.
 */
export async function makeSpeech(folder: string, seconds: number): Promise<string> {
  const turn = join(folder, 'turn.wav');
  // Later ones would be cut off.
  const samples = SAMPLES.slice(0, Math.ceil(seconds / SHORTEST_SECONDS));
  const files = samples.map((sample) => join(projectRoot(), 'media/samples', sample));
  const heard = await Promise.all(files.map((file) => listenByHand(file)));
  const each = heard.map(({ lufs }, index) => {
    const louder = ((LEVELS[index] ?? -23) - lufs).toFixed(1);
    return `[${index}:a]aresample=${RATE},aformat=channel_layouts=mono,volume=${louder}dB,apad=pad_len=${Math.round((0.6 + 0.4 * index) * RATE)}[s${index}]`;
  });
  const joined = `${samples.map((_, index) => `[s${index}]`).join('')}concat=n=${samples.length}:v=0:a=1[speech]`;
  const inputs = files.flatMap((file) => ['-i', file]);
  await quickFfmpeg([...inputs, '-filter_complex', [...each, joined].join(';'), '-map', '[speech]', turn]);
  const file = join(folder, 'speech.mp3');
  const encoder = ['-ac', '2', '-ar', String(RATE), '-c:a', 'libmp3lame', '-b:a', '128k'];
  await quickFfmpeg(['-stream_loop', '-1', '-i', turn, '-t', String(seconds), ...encoder, file]);
  return file;
}
