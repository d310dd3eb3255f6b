import { describe, expect, it } from '@jest/globals';
import { trimCall } from './trim-call.js';

const source = { path: '/media/originals/ab/abcd', demuxer: 'wav', codec: 'pcm_s16le', channels: 2 } as const;
const bounds = { fromSeconds: 1.7, untilSeconds: 56.8 };
const output = { target: '/media/incoming/x', maxBytes: 1_000 };

describe('trimCall', () => {
  const { inputOptions, outputs } = trimCall(source, bounds, output);
  const options = outputs[0]?.options.join(' ');

  it('is kept to one file, one format and sound', () =>
    expect(inputOptions.join(' ')).toMatch(/-protocol_whitelist file -format_whitelist wav .* -f wav -vn -sn -dn/));

  it('cuts at the sample, in one decode, and leaves rate and channels alone', () => {
    expect(outputs).toHaveLength(1);
    expect(options).toContain('atrim=start=1.7:end=56.8');
    expect(options).not.toMatch(/-ar|-ac|aresample|pan/);
  });

  it('loses nothing of more than 16 bits, and needs no more for the others', () => {
    expect(options).toContain('sample_fmts=s16');
    const fine = trimCall({ ...source, codec: 'pcm_f32le' }, bounds, output);
    expect(fine.outputs[0]?.options.join(' ')).toContain('sample_fmts=s32');
  });

  it('keeps what is suggested to editors, whatever is in it', () => {
    const tagged = trimCall({ ...source, tags: { title: '-y "Bản tin" = 1' } }, bounds, output);
    expect(tagged.outputs[0]?.options).toContain('title=-y "Bản tin" = 1');
  });

  it('gives the same bytes each time, and no more than may be kept', () =>
    expect(options).toMatch(/-map_metadata -1 .*\+bitexact .*-fs 1000$/));
});
