import { join } from 'node:path';
import { appendFile, readFile, writeFile } from 'node:fs/promises';
import { projectRoot } from '../../src/platform/version.js';
import { quickFfmpeg, listenByHand } from '../support/ffmpeg-by-hand.js';
import { makeSpeech } from '../transcode/speech.js';
import { FORMATS, GAP_SECONDS, type Input, ODDITIES, type Refused } from './inputs.js';

/** Folder of the recordings that are not created here. */
export const recorded = (name: string): string => join(projectRoot(), 'test/fixtures', name);

const LAYOUTS = { 1: 'mono', 2: 'stereo', 4: 'quad', 6: '5.1', 8: '7.1' };
/** Longer inputs repeat it. */
const SPEECH_SECONDS = 60;
/** Skipped at the beginning, so that an input of one second is not half silence. */
const FIRST_WORD_SECONDS = 3;

/** So many seconds of the speech, and how loud they are. */
interface Part {
  path: string;
  lufs: number;
}

/** Creates inputs from some speech, a minute as a rule, repeated where they are longer. */
export class Workbench {
  /** Parts of the speech by their length in seconds. */
  private readonly parts = new Map<number, Promise<Part>>();

  private constructor(
    private readonly folder: string,
    private readonly speech: string,
    private readonly speechSeconds: number,
  ) {}

  static async in(folder: string, speechSeconds = SPEECH_SECONDS): Promise<Workbench> {
    return new Workbench(folder, await makeSpeech(folder, speechSeconds), speechSeconds);
  }

  /** Measures the part of the speech that it uses, so that the input has the requested level. @returns a path */
  async make({ format, lufs, channels, rate, seconds, oddity }: Input): Promise<string> {
    const [ending, ...encoder] = FORMATS[format];
    const part = await this.part(Math.min(seconds, this.speechSeconds));
    const gain = (lufs - part.lufs).toFixed(2);
    const file = join(this.folder, `input.${ending}`);
    const looped = ['-stream_loop', '-1', '-i', part.path];
    const film = encoder.includes('-c:v') ? ['-f', 'lavfi', '-i', 'testsrc=size=96x96:rate=2'] : [];
    const cover = encoder.includes('attached_pic') ? ['-frames:v', '1'] : [];
    const maps = film.length > 0 ? ['-map', '0:a', '-map', '1:v', ...cover] : [];
    const form = `aresample=${rate},aformat=channel_layouts=${LAYOUTS[channels]}`;
    const limits = `atrim=duration=${seconds}`;
    const lasts = oddity === 'gapped' ? seconds + GAP_SECONDS : seconds;
    const filter = [`volume=${gain}dB:precision=float`, form, limits, ...(oddity ? [ODDITIES[oddity]] : [])].join(',');
    await quickFfmpeg([...looped, ...film, ...maps, '-af', filter, '-t', String(lasts), ...encoder, file]);
    if (oddity === 'joined') await appendFile(file, await readFile(file));
    return file;
  }

  private part(seconds: number): Promise<Part> {
    const known = this.parts.get(seconds) ?? this.makePart(seconds);
    this.parts.set(seconds, known);
    return known;
  }

  private async makePart(seconds: number): Promise<Part> {
    const path = join(this.folder, `part-${seconds}.wav`);
    const repeated = ['-stream_loop', '-1', '-i', this.speech, '-t', String(seconds)];
    const spoken = `atrim=start=${FIRST_WORD_SECONDS},asetpts=PTS-STARTPTS,aformat=channel_layouts=mono`;
    await quickFfmpeg([...repeated, '-c:a', 'pcm_f32le', '-af', spoken, path]);
    return { path, lufs: (await listenByHand(path)).lufs };
  }

  async makeRefused({ what }: Refused, maxSeconds: number): Promise<string> {
    const lavfi = async (source: string, ending: string, ...options: string[]) => {
      const file = join(this.folder, `input.${ending}`);
      await quickFfmpeg(['-f', 'lavfi', '-i', source, ...options, file]);
      return file;
    };
    switch (what) {
      case 'silence for too long':
        return lavfi('anullsrc=r=8000:cl=mono', 'flac', '-t', String(maxSeconds + 60));
      case 'pictures only':
        return lavfi('testsrc=size=96x96:rate=2', 'mkv', '-t', '2', '-c:v', 'mpeg4');
      case 'twelve channels':
        return lavfi('aevalsrc=0.1*sin(3000*t)|0|0|0|0|0|0|0|0|0|0|0:d=2', 'wav');
      case 'a text': {
        const file = join(this.folder, 'input.mp3');
        await writeFile(file, 'Kính gửi Uỷ ban nhân dân xã\n'.repeat(99));
        return file;
      }
    }
  }
}
