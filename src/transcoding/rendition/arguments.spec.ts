import { describe, expect, it } from '@jest/globals';
import { describeCall, encodeCall, measureCall, renditionsCall } from './arguments.js';
import { PROFILES } from './profiles.js';

const source = { path: '/media/originals/ab/abcd', demuxer: 'mp3', codec: 'mp3', channels: 2 } as const;
const level = { gain: 3.5, ceiling: -2.5, shortfall: null };
const whole = { band: { lowest: 100 }, maxSeconds: 61 };
const speech = { profile: PROFILES.speech, target: '/media/work/speech', level };
const lean = { profile: PROFILES.lean, target: '/media/work/lean', level: { ...level, ceiling: -3.5 } };
const calls = {
  describeCall: describeCall(source.path, source.demuxer),
  measureCall: measureCall(source, whole.band, 61),
  renditionsCall: renditionsCall(source, [speech, lean], whole),
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

describe('renditionsCall', () => {
  const { outputs } = calls.renditionsCall;

  it('decodes once, for all renditions', () => {
    const graphs = outputs.flatMap(({ options }) => options.filter((_, at) => options[at - 1] === '-filter_complex'));
    expect(graphs).toHaveLength(1);
    expect(graphs[0]).toBe(
      '[0:a:0]pan=mono|c0=0.5*c0+0.5*c1,aresample=44100,highpass=f=100,asplit=2[to-speech][to-lean];' +
        '[to-speech]volume=3.500dB:precision=float,alimiter=limit=0.749894:attack=5:release=50:level=0,' +
        'volume=1.0526315789473684:precision=float[speech];[to-lean]anull[lean]',
    );
  });

  it('hands out the samples of the last one, to be encoded on another core', () => {
    expect(outputs.map(({ target }) => target)).toEqual(['/media/work/speech', null]);
    const { inputOptions, source, outputs: made } = encodeCall(lean, 61);
    expect([...inputOptions, source].join(' ')).toContain('-protocol_whitelist pipe -f f32le -ar 44100 -ac 1 pipe:0');
    expect(made[0]?.options[1]).toBe(
      'volume=3.500dB:precision=float,alimiter=limit=0.668344:attack=5:release=50:level=0,aresample=48000',
    );
  });

  it('encodes one by itself at once', () =>
    expect(renditionsCall(source, [lean], whole).outputs.map(({ target }) => target)).toEqual(['/media/work/lean']));

  it.each([
    ['speech', calls.renditionsCall.outputs[0]],
    ['lean', encodeCall(lean, 61).outputs[0]],
  ])('leaves no date and no version in %s, and limits its size', (_, output) => {
    const text = output?.options.join(' ');
    expect(text).toContain('-map_metadata -1 -map_chapters -1 -fflags +bitexact -flags:a +bitexact');
    expect(text).toMatch(/-fs \d+/);
  });
});

describe('measureCall', () => {
  it('measures what will be heard of an original', () =>
    expect(calls.measureCall.outputs[0]?.options[1]).toContain('highpass=f=100,ebur128'));

  it('measures a rendition as it is', () =>
    expect(measureCall({ ...source, channels: 1 }, null, 61).outputs[0]?.options[1]).not.toContain('highpass'));

  it('reads Opus with libopus', () =>
    expect(measureCall({ ...source, demuxer: 'ogg', codec: 'opus' }, null, 61).inputOptions.slice(-2)).toEqual([
      '-c:a',
      'libopus',
    ]));
});
