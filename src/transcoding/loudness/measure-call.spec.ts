import { describe, expect, it } from '@jest/globals';
import { measureCall } from './measure-call.js';

const source = { path: '/media/originals/ab/abcd', demuxer: 'mp3', codec: 'mp3', channels: 2 } as const;
const band = { lowest: 100 };
const limits = { maxSeconds: 61, samples: '/work/original.samples' };

describe('measureCall', () => {
  it('measures what will be heard of an original', () =>
    expect(measureCall(source, band, limits).outputs[0]?.options[1]).toContain('highpass=f=100,ebur128'));

  it('mixes more than two channels as they will be heard', () => {
    const [tap] = measureCall({ ...source, channels: 6 }, band, limits).outputs;
    expect(tap?.options[1]).toContain('[sound]aresample=44100,aformat=sample_fmts=fltp:channel_layouts=mono[tap]');
    expect(tap?.options[1]).toContain('[loud]aformat=sample_fmts=fltp:channel_layouts=mono,aresample=44100');
  });

  it('measures a rendition as it is', () =>
    expect(measureCall({ ...source, channels: 1 }, null, limits).outputs[0]?.options[1]).not.toContain('highpass'));

  it('decodes Opus with libopus', () =>
    expect(measureCall({ ...source, demuxer: 'ogg', codec: 'opus' }, null, limits).inputOptions.slice(-2)).toEqual([
      '-c:a',
      'libopus',
    ]));
});
