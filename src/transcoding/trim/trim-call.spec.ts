import { describe, expect, it } from '@jest/globals';
import { decodeAllCall, trimCall, trimFormOf } from './trim-call.js';

const source = { path: '/media/originals/ab/abcd', demuxer: 'wav', codec: 'pcm_s16le', channels: 2 } as const;
const bounds = { fromSeconds: 1.7, untilSeconds: 56.8 };
const output = { target: '/media/incoming/x', maxBytes: 1_000 };
const form = trimFormOf(source.codec);

describe('decodeAllCall', () => {
  const { inputOptions, outputs } = decodeAllCall(source, form);

  it('is kept to one file, one format and sound', () =>
    expect(inputOptions.join(' ')).toMatch(/-protocol_whitelist file -format_whitelist wav .* -f wav -vn -sn -dn/));

  it('decodes the track that is used, and leaves rate and channels alone', () => {
    expect(outputs[0]?.options.join(' ')).not.toMatch(/-ar|-ac|aresample|pan/);
    expect(outputs[0]?.options).toContain('0:a:0');
    expect(decodeAllCall({ ...source, track: 1 }, form).outputs[0]?.options).toContain('0:a:1');
  });
});

describe('trimCall', () => {
  const { inputOptions, outputs } = trimCall(form, bounds, output);
  const options = outputs[0]?.options.join(' ');

  it('reads nothing but what is decoded', () =>
    expect(inputOptions.join(' ')).toMatch(/-protocol_whitelist pipe -format_whitelist wav .* -f wav -vn -sn -dn/));

  it('cuts at the sample, and leaves rate and channels alone', () => {
    expect(outputs).toHaveLength(1);
    expect(options).toContain('atrim=start=1.7:end=56.8');
    expect(options).not.toMatch(/-ar|-ac|aresample|pan/);
  });

  it('loses nothing of more than 16 bits or of floats, and needs no more for the others', () => {
    const stored = (codec: string) => trimCall(trimFormOf(codec), bounds, output).outputs[0]?.options.join(' ');
    for (const codec of ['pcm_s16le', 'mp3', 'aac']) expect(stored(codec)).toContain('-c:a flac -sample_fmt s16');
    for (const codec of ['pcm_s24le', 'flac', 'alac']) expect(stored(codec)).toContain('-c:a flac -sample_fmt s32');
    for (const codec of ['pcm_f32le', 'pcm_f64be']) expect(stored(codec)).toContain('-c:a pcm_f32le -f wav');
  });

  it('keeps what is suggested to editors, whatever is in it', () => {
    const tagged = trimCall(form, bounds, { ...output, tags: { title: '-y "Bản tin" = 1' } });
    expect(tagged.outputs[0]?.options).toContain('title=-y "Bản tin" = 1');
  });

  it('gives the same bytes each time, and no more than may be kept', () =>
    expect(options).toMatch(/-map_metadata -1 .*\+bitexact .*-fs 1000$/));
});
