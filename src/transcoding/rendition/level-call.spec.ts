import { describe, expect, it } from '@jest/globals';
import { measureCall } from '../loudness/measure-call.js';
import { describeCall } from '../probe/probe-calls.js';
import { levelCall } from './level-call.js';
import { PROFILES } from './profiles.js';

const source = { path: '/media/originals/ab/abcd', demuxer: 'mp3', codec: 'mp3', channels: 2 } as const;
const level = { gain: 3.5, ceiling: -2.5, shortfall: null };
const whole = { band: { lowest: 100 }, maxSeconds: 61 };
const calls = {
  describeCall: describeCall(source.path, source.demuxer),
  measureCall: measureCall(source, whole.band, { maxSeconds: 61, samples: '/work/original.samples' }),
  levelCall: levelCall(source, level, PROFILES.speech, { ...whole, samples: ['/work/lean.samples'] }),
};

describe('every call that opens an original', () => {
  it.each(Object.entries(calls))('%s is confined to one file, one format and audio', (_, { inputOptions }) => {
    const options = inputOptions.join(' ');
    expect(options).toContain('-nostdin');
    expect(options).toContain('-protocol_whitelist file -format_whitelist mp3 -codec_whitelist pcm_u8,');
    expect(options).toContain('-f mp3 -vn -sn -dn');
    expect(options).not.toMatch(/png|mjpeg|h264|http|concat|hls/);
  });

  it.each(Object.entries(calls))('%s limits the length of what is decoded', (_, { outputs }) => {
    for (const { options } of outputs) expect(options).toContain('-t');
  });
});

describe('levelCall', () => {
  const [encoded, shared] = calls.levelCall.outputs;

  it('decodes, applies the gain and limits, once for all renditions', () =>
    expect(encoded?.options[1]).toMatch(
      /^\[0:a:0\]pan=mono\|c0=0\.5\*c0\+0\.5\*c1,aresample=44100,highpass=f=100,volume=3\.500dB:precision=float,alimiter=limit=0\.749894:attack=5:release=50:level=0,asplit=2\[levelled\]\[samples0\];/,
    ));

  it('encodes one rendition itself, and passes it to the caller', () => {
    expect(encoded?.target).toBeNull();
    expect(encoded?.options.join(' ')).toContain('-map [encoded] -c:a libmp3lame');
  });

  it('passes the same samples on for the other renditions', () => {
    expect(shared?.target).toBe('/work/lean.samples');
    expect(shared?.options.join(' ')).toContain('-map [samples0] -c:a pcm_s16le -f s16le');
  });
});
