import { describe as about, expect, it } from '@jest/globals';
import { describe, describes } from './description.js';

const NEW = `Input #0, mov,mp4,m4a,3gp,3g2,mj2, from 'x':
  Metadata:
    title           : Bản tin sáng
  Duration: 01:02:03.50, start: 0.000000, bitrate: 108 kb/s
  Stream #0:0[0x1](und): Audio: aac (LC) (mp4a / 0x6134706D), 44100 Hz, stereo, fltp, 104 kb/s (default)
    Metadata:
      handler_name    : SoundHandler
      artist          : Đài xã
Output #0, null, to 'pipe:':
  Stream #0:0: Audio: pcm_s16le, 8000 Hz, mono, s16, 128 kb/s`.split('\n');

const OLD = `  Duration: N/A, start: 0.000000, bitrate: N/A
    Stream #0:1(vie): Audio: opus, 48000 Hz, 5.1(side), fltp`.split('\n');

about('the description of a file', () => {
  it('reads what ffmpeg 5 and later say', () =>
    expect(describe(NEW, 'mov')).toEqual({
      demuxer: 'mov',
      codec: 'aac',
      channels: 2,
      sampleRate: 44_100,
      declaredSeconds: 3_723.5,
      tags: { title: 'Bản tin sáng', artist: 'Đài xã' },
    }));

  it('reads what ffmpeg of 2018 says', () =>
    expect(describe(OLD, 'ogg')).toMatchObject({ codec: 'opus', channels: 6, declaredSeconds: null, tags: {} }));

  it.each([
    ['mono', 1],
    ['7.1', 8],
    ['12 channels', 12],
    ['1 channels (FL)', 1],
    ['downmix', 2],
  ])('counts the channels of %s', (layout, channels) =>
    expect(describe([`  Stream #0:0: Audio: flac, 48000 Hz, ${layout}, s16`], 'flac')?.channels).toBe(channels),
  );

  it('finds no sound where there is none', () => {
    expect(describe(['  Stream #0:0: Video: png, none(pc), 90k tbr'], 'mov')).toBeUndefined();
    expect(describe(['  Stream #0:0: Audio: aac, 0 Hz, 0 channels'], 'aac')).toBeUndefined();
  });

  it('keeps tags short, and free of control characters', () => {
    const { tags } = describe([...OLD, `    title           : ${'á\u0007'.repeat(1_000)}`], 'ogg') ?? {};
    expect(tags?.title).toHaveLength(300);
    expect(tags?.title).not.toContain('\u0007');
  });

  it('knows the lines that it reads', () => expect(NEW.filter(describes)).toHaveLength(5));
});
