import { describe, expect, it } from '@jest/globals';
import { describeCall, encodeCall, levelCall, measureCall } from './arguments.js';
import { PROFILES } from './profiles.js';

const source = { path: '/media/originals/ab/abcd', demuxer: 'mp3', codec: 'mp3', channels: 2 } as const;
const level = { gain: 3.5, ceiling: -2.5, shortfall: null };
const whole = { band: { lowest: 100 }, maxSeconds: 61 };
const tapped = { maxSeconds: 61, samples: '/work/original.samples' };
const calls = {
  describeCall: describeCall(source.path, source.demuxer),
  measureCall: measureCall(source, whole.band, tapped),
  levelCall: levelCall(source, level, PROFILES.speech, { ...whole, samples: ['/work/lean.samples'] }),
};

describe('every call of ffmpeg', () => {
  it.each(Object.entries(calls))('%s is kept to one file, one format and sound', (_, { inputOptions }) => {
    const options = inputOptions.join(' ');
    expect(options).toContain('-nostdin');
    expect(options).toContain('-protocol_whitelist file -format_whitelist mp3 -codec_whitelist pcm_u8,');
    expect(options).toContain('-f mp3 -vn -sn -dn');
    expect(options).not.toMatch(/png|mjpeg|h264|http|concat|hls/);
  });

  it.each(Object.entries(calls))('%s stops in time', (_, { outputs }) => {
    for (const { options } of outputs) expect(options).toContain('-t');
  });
});

describe('levelCall', () => {
  const [encoded, handedOver] = calls.levelCall.outputs;

  it('decodes, turns to the target and limits, once for all renditions', () =>
    expect(encoded?.options[1]).toMatch(
      /^\[0:a:0\]pan=mono\|c0=0\.5\*c0\+0\.5\*c1,aresample=44100,highpass=f=100,volume=3\.500dB:precision=float,alimiter=limit=0\.749894:attack=5:release=50:level=0,asplit=2\[levelled\]\[samples0\];/,
    ));

  it('encodes one rendition itself, and hands it out', () => {
    expect(encoded?.target).toBeNull();
    expect(encoded?.options.join(' ')).toContain('-map [encoded] -c:a libmp3lame');
  });

  it('hands the same samples over for the others', () => {
    expect(handedOver?.target).toBe('/work/lean.samples');
    expect(handedOver?.options.join(' ')).toContain('-map [samples0] -c:a pcm_s16le -f s16le');
  });
});

describe('encodeCall', () => {
  it('encodes the samples that are handed over', () => {
    const { inputOptions, source: from, outputs } = encodeCall(PROFILES.lean, '/work/lean.samples', 61);
    expect([...inputOptions, from].join(' ')).toContain(
      '-protocol_whitelist file -f s16le -ar 44100 -ac 1 /work/lean.samples',
    );
    expect(outputs[0]?.options.slice(0, 2)).toEqual(['-af', 'aresample=48000']);
  });

  it.each(Object.values(PROFILES))('leaves no date and no version in $name, and limits its size', (profile) => {
    const text = encodeCall(profile, '/work/lean.samples', 61).outputs[0]?.options.join(' ');
    expect(text).toContain('-map_metadata -1 -map_chapters -1 -fflags +bitexact -flags:a +bitexact');
    expect(text).toMatch(/-fs \d+/);
  });
});

describe('measureCall', () => {
  it('measures what will be heard of an original', () =>
    expect(calls.measureCall.outputs[0]?.options[1]).toContain('highpass=f=100,ebur128'));

  it('looks at more than two channels as they will be heard', () => {
    const [tap] = measureCall({ ...source, channels: 6 }, whole.band, tapped).outputs;
    expect(tap?.options[1]).toContain('[sound]aresample=44100,aformat=sample_fmts=fltp:channel_layouts=mono[tap]');
    expect(tap?.options[1]).toContain('[loud]aformat=sample_fmts=fltp:channel_layouts=mono,aresample=44100');
  });

  it('measures a rendition as it is', () =>
    expect(measureCall({ ...source, channels: 1 }, null, tapped).outputs[0]?.options[1]).not.toContain('highpass'));

  it('reads Opus with libopus', () =>
    expect(measureCall({ ...source, demuxer: 'ogg', codec: 'opus' }, null, tapped).inputOptions.slice(-2)).toEqual([
      '-c:a',
      'libopus',
    ]));
});
