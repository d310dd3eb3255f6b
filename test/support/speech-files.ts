import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { projectRoot } from '../../src/platform/version.js';
import { makerOfSound } from './sound.js';

const run = promisify(execFile);

/** A sample of the demo's speech. */
const SPEECH = join(projectRoot(), 'media/samples/procedures.m4a');

/** Files made of a few seconds of real speech, in a folder of their own. */
export class SpeechFiles {
  static readonly SECONDS = 2;
  /** Of the speech, which is mono, in samples per second. */
  static readonly RATE = 44_100;

  private constructor(
    readonly folder: string,
    /** Path of the speech as WAV. */
    readonly speech: string,
  ) {}

  static async start(): Promise<SpeechFiles> {
    const folder = await mkdtemp(join(tmpdir(), 'vang-speech-'));
    const files = new SpeechFiles(folder, join(folder, 'speech.wav'));
    const form = ['-ac', '1', '-ar', String(SpeechFiles.RATE)];
    await files.make('speech.wav', ['-ss', '2', '-t', String(SpeechFiles.SECONDS), '-i', SPEECH, ...form]);
    return files;
  }

  /** @param options for ffmpeg, before the output */
  async make(name: string, options: readonly string[]): Promise<Buffer> {
    const path = join(this.folder, name);
    await run(await makerOfSound(), ['-v', 'error', '-nostdin', '-y', ...options, path]);
    return readFile(path);
  }

  /** The speech in another form. */
  encoded(name: string, ...options: string[]): Promise<Buffer> {
    return this.make(name, ['-i', this.speech, ...options]);
  }

  remove(): Promise<void> {
    return rm(this.folder, { recursive: true, force: true });
  }
}
