import { describe as about, expect, it } from '@jest/globals';
import type { Demuxer } from '../ffmpeg/whitelists.js';
import { AudioDescription } from './audio-description.js';

function describe(lines: readonly string[], demuxer: Demuxer) {
  const description = new AudioDescription();
  for (const line of lines) description.take(line);
  return description.of(demuxer);
}

const NEW = `Input #0, mov,mp4,m4a,3gp,3g2,mj2, from 'x':
  Metadata:
    title           : Bản tin sáng
  Duration: 01:02:03.50, start: 0.000000, bitrate: 108 kb/s
  Stream #0:0[0x1](und): Audio: aac (LC) (mp4a / 0x6134706D), 44100 Hz, stereo, fltp, 104 kb/s (default)
    Metadata:
      handler_name    : SoundHandler
      artist          : Đài xã
Output #0, null, to 'pipe:':
  Stream #0:0: Audio: aac (LC) (mp4a / 0x6134706D), 44100 Hz, stereo, fltp, 104 kb/s (default)
Stream mapping:
  Stream #0:0 -> #0:0 (copy)`.split('\n');

const OLD = `  Duration: N/A, start: 0.000000, bitrate: N/A
    Stream #0:1(vie): Audio: opus, 48000 Hz, 5.1(side), fltp`.split('\n');

const CROWDED = `Input #0, mp3, from 'x':
  Metadata:
    encoder         : Lavf59.27.100
  Duration: 00:00:03.03, start: 0.025056, bitrate: 70 kb/s
  Chapters:
    Chapter #0:0: start 0.000000, end 1.000000
      Metadata:
        title           : Chương một
  Stream #0:0: Video: mjpeg, none, 90k tbr, 90k tbn (attached pic)
    Metadata:
      title           : Album cover
  Stream #0:1: Audio: mp3, 44100 Hz, mono, fltp, 64 kb/s
    Metadata:
      artist          : Đài xã
  Stream #0:2: Audio: mp3, 44100 Hz, mono, fltp, 64 kb/s
    Metadata:
      album           : Tiếng khác
Output #0, null, to 'pipe:':
  Metadata:
    date            : 2026`.split('\n');

about('the description of a file', () => {
  it('reads what ffmpeg 5 and later say', () =>
    expect(describe(NEW, 'mov')).toEqual({
      demuxer: 'mov',
      track: 0,
      codec: 'aac',
      channels: 2,
      sampleRate: 44_100,
      declaredSeconds: 3_723.5,
      startSeconds: 0,
      hasFilm: false,
      tags: { title: 'Bản tin sáng', artist: 'Đài xã' },
      picture: null,
    }));

  it('reads what ffmpeg of 2018 says', () =>
    expect(describe(OLD, 'ogg')).toMatchObject({ codec: 'opus', channels: 6, declaredSeconds: null, tags: {} }));

  it.each([
    ['mono', 1],
    ['7.1', 8],
    ['12 channels', 12],
    ['1 channels (FL)', 1],
    ['downmix', 2],
    ['16 channels', 16],
    ['12 channels (FL+FR+FC+LFE+BL+BR+SL+SR+TFL+TFR+TBL+TBR)', 12],
    ['hexadecagonal', 16],
    ['22.2', 24],
    ['7.1.4', 12],
    ['5.1.2(back)', 8],
    ['9.1.6', 16],
    ['cube', 8],
    ['ambisonic 1', 4],
  ])('counts the channels of %s', (layout, channels) =>
    expect(describe([`  Stream #0:0: Audio: flac, 48000 Hz, ${layout}, s16`], 'flac')?.channels).toBe(channels),
  );

  it.each([
    '(Tiếng Việt)',
    '(vi, VN)',
    '[0x1](vi VN)',
    '[0x1ff0]',
    '()',
    '(a\u2028b)',
    '(vi) (VN: x)',
    '(x): Audio: mp3, 8000 Hz, mono, fltp)',
    '[0x2](x): Video: h264, yuv420p)',
  ])('reads the track behind the identifier and the language %s', (words) => {
    const line = `  Stream #0:0${words}: Audio: opus, 48000 Hz, stereo, fltp (default)`;
    const title = '    title           : Bản tin sáng';
    expect(describe([line, '    Metadata:', title], 'ogg')).toMatchObject({
      codec: 'opus',
      channels: 2,
      sampleRate: 48_000,
      hasFilm: false,
      tags: { title: 'Bản tin sáng' },
    });
  });

  it.each([
    ['  Stream #0:0(Tiếng', 'Việt)'],
    [`  Stream #0:0(${'dài'.repeat(400)}`],
    ['  Stream #0:0(x): Audio: mp3, 8000 Hz, mono, fltp', '  Stream #0:1: Audio: opus, 48000 Hz, mono)'],
    ['  Stream #0:0(x', "Output #0, null, to 'pipe:':", '  Stream #0:0: Audio: mp3, 8000 Hz, 7.1, fltp', ')'],
  ])('is not misled by a language with line breaks, nor by a cut one: %j', (...lines) => {
    const description = new AudioDescription();
    const sound = 'Audio: vorbis, 44100 Hz, mono, fltp, 80 kb/s';
    const output = ["Output #0, null, to 'pipe:':", `  Stream #0:0: ${sound}`, 'Stream mapping:'];
    const last = `${lines.at(-1)}: ${sound}`;
    for (const line of [...lines.slice(0, -1), last, ...output]) description.take(line);
    expect(description.tracks).toEqual([{ track: 0, codec: 'vorbis', channels: 1, sampleRate: 44_100 }]);
  });

  it('knows whether the file was opened', () => {
    const broken = new AudioDescription();
    broken.take('[mov,mp4,m4a,3gp,3g2,mj2 @ 0x562d850bf840] moov atom not found');
    broken.take('x.m4a: Invalid data found when processing input');
    expect(broken.wasOpened).toBe(false);
    const silent = new AudioDescription();
    silent.take("Input #0, matroska,webm, from 'x':");
    expect(silent.wasOpened).toBe(true);
  });

  it('finds no sound where there is none', () => {
    expect(describe(['  Stream #0:0: Video: png, none(pc), 90k tbr'], 'mov')).toBeUndefined();
    expect(describe(['  Stream #0:0: Audio: aac, 0 Hz, 0 channels'], 'aac')).toBeUndefined();
  });

  it('keeps tags short, and free of control characters', () => {
    const { tags } = describe([...OLD, `    title           : ${'á\u0007'.repeat(1_000)}`], 'ogg') ?? {};
    expect(tags?.title).toHaveLength(300);
    expect(tags?.title).not.toContain('\u0007');
  });

  it("takes no tag of a picture, of a chapter or of another stream for the file's", () =>
    expect(describe(CROWDED, 'mp3')?.tags).toEqual({ artist: 'Đài xã' }));

  it('sees that there is a picture, and where', () => expect(describe(CROWDED, 'mp3')?.picture).toBe(0));

  it('believes the tags of the file before those of its sound', () =>
    expect(describe([...NEW.slice(0, 5), '    Metadata:', '      title           : Track 1'], 'mov')?.tags.title).toBe(
      'Bản tin sáng',
    ));

  it('sees the sound behind any number of chapters', () => {
    const chapters = Array.from({ length: 50_000 }, (_, at) => [
      `    Chapter #0:${at}: start 0.000000, end 1.000000`,
      `        title           : Phần ${at}`,
    ]).flat();
    expect(describe(['  Chapters:', ...chapters, ...OLD], 'mp3')).toMatchObject({ codec: 'opus', tags: {} });
  });
});
