import { describe, expect, it } from '@jest/globals';
import { encodeCall } from './encode-call.js';
import { PROFILES } from './profiles.js';

describe('encodeCall', () => {
  it('encodes samples from standard input', () => {
    const { inputOptions, source, outputs } = encodeCall(PROFILES.lean, 61);
    expect([...inputOptions, source].join(' ')).toContain('-protocol_whitelist pipe -f f32le -ar 44100 -ac 1 pipe:0');
    expect(outputs[0]?.options.slice(0, 2)).toEqual(['-af', 'aresample=48000']);
  });

  it.each(Object.values(PROFILES))('leaves no date and no version in $name, and limits its size', (profile) => {
    const text = encodeCall(profile, 61).outputs[0]?.options.join(' ');
    expect(text).toContain('-map_metadata -1 -map_chapters -1 -fflags +bitexact -flags:a +bitexact');
    expect(text).toMatch(/-fs \d+/);
  });
});
