import { babble, soundFile } from './sound.js';

/** What a recorder or an editing program writes into a file beside its sound. */
export interface Beside {
  tags?: Record<string, string>;
  /** Titles, one for each tenth of a second. */
  chapters?: readonly string[];
  cover?: 'mjpeg' | 'png' | 'gif';
}

/** A second of something like speech with all that, as ffmpeg writes it. */
export function taggedSound(name: string, { tags = {}, chapters = [], cover }: Beside): Promise<Buffer> {
  const ofSound = name.endsWith('.ogg') || name.endsWith('.opus');
  const options = [
    '-f',
    'ffmetadata',
    '-i',
    asData(metadata(chapters)),
    ...(cover ? ['-f', 'lavfi', '-i', 'testsrc=size=48x48:rate=1:duration=1'] : []),
    '-map',
    '0:a',
    '-map_chapters',
    '1',
    ...(cover ? ['-map', '2:v', '-frames:v', '1', '-c:v', cover, '-disposition:v', 'attached_pic'] : []),
    ...(cover ? ['-metadata:s:v', 'title=Album cover', '-metadata:s:v', 'comment=Cover (front)'] : []),
    ...Object.entries(tags).flatMap(([tag, text]) => [ofSound ? '-metadata:s:a' : '-metadata', `${tag}=${text}`]),
  ];
  return soundFile(babble(1), name, options);
}

const metadata = (chapters: readonly string[]) =>
  [
    ';FFMETADATA1',
    ...chapters.map((title, at) => `[CHAPTER]\nTIMEBASE=1/10\nSTART=${at}\nEND=${at + 1}\ntitle=${title}`),
  ].join('\n');

const asData = (text: string) => `data:text/plain;base64,${Buffer.from(text).toString('base64')}`;
