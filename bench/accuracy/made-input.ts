import { join } from 'node:path';
import { writeFile } from 'node:fs/promises';
import { projectRoot } from '../../src/platform/version.js';
import { ffmpegByHand, listenByHand } from '../support/ffmpeg-by-hand.js';
import { makeSpeech } from '../transcode/speech.js';
import { FORMATS, type Input, type Refused } from './inputs.js';

/** Folder of the recordings that are not created here. */
export const recorded = (name: string): string => join(projectRoot(), 'test/fixtures', name);

const LAYOUTS = { 1: 'mono', 2: 'stereo', 6: '5.1' };
const SPEECH_SECONDS = 60;
/** Skipped at the beginning, so that an input of one second is not half silence. */
const FIRST_WORD_SECONDS = 3;

/** Creates inputs from a minute of speech, repeated where they are longer. */
export class Workbench {
  private constructor(
    private readonly folder: string,
    private readonly speech: string,
  ) {}

  static async in(folder: string): Promise<Workbench> {
    return new Workbench(folder, await makeSpeech(folder, SPEECH_SECONDS));
  }

  /** Measures the part of the speech that it uses, so that the input has the requested level. @returns a path */
  async make({ format, lufs, channels, rate, seconds }: Input): Promise<string> {
    const [ending, ...encoder] = FORMATS[format];
    const part = join(this.folder, 'part.wav');
    const repeated = ['-stream_loop', '-1', '-i', this.speech, '-t', String(Math.min(seconds, SPEECH_SECONDS))];
    const spoken = `atrim=start=${FIRST_WORD_SECONDS},asetpts=PTS-STARTPTS,aformat=channel_layouts=mono`;
    await ffmpegByHand([...repeated, '-c:a', 'pcm_f32le', '-af', spoken, part]);
    const gain = (lufs - (await listenByHand(part)).lufs).toFixed(2);
    const file = join(this.folder, `input.${ending}`);
    const looped = ['-stream_loop', '-1', '-i', part];
    const film = encoder.includes('-c:v') ? ['-f', 'lavfi', '-i', 'testsrc=size=96x96:rate=2'] : [];
    const cover = encoder.includes('attached_pic') ? ['-frames:v', '1'] : [];
    const maps = film.length > 0 ? ['-map', '0:a', '-map', '1:v', ...cover] : [];
    const filter = `volume=${gain}dB:precision=float,aresample=${rate},aformat=channel_layouts=${LAYOUTS[channels]}`;
    await ffmpegByHand([...looped, ...film, ...maps, '-af', filter, '-t', String(seconds), ...encoder, file]);
    return file;
  }

  async makeRefused({ what }: Refused, maxSeconds: number): Promise<string> {
    const lavfi = async (source: string, ending: string, ...options: string[]) => {
      const file = join(this.folder, `input.${ending}`);
      await ffmpegByHand(['-f', 'lavfi', '-i', source, ...options, file]);
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
