import { describe, expect, it } from '@jest/globals';
import { describeCall } from '../probe/probe-calls.js';
import { decodeCall, playCall } from './decode-call.js';

const source = { path: '/media/originals/ab/abcd', demuxer: 'mp3', codec: 'mp3', channels: 2 } as const;
const limits = { maxSeconds: 61, samples: '/work/original.samples' };

describe('every call that opens an original', () => {
  it.each(
    Object.entries({
      describeCall: describeCall(source.path, source.demuxer),
      decodeCall: decodeCall(source, limits),
      ofAPart: decodeCall({ ...source, track: 1, hasChangingChannels: true }, limits),
    }),
  )('%s is confined to one file, one format and audio', (_, { inputOptions }) => {
    const options = inputOptions.join(' ');
    expect(options).toContain('-nostdin');
    expect(options).toContain('-protocol_whitelist file -format_whitelist mp3 -codec_whitelist pcm_u8,');
    expect(options).toContain('-f mp3 -vn -sn -dn');
    expect(options).not.toMatch(/png|mjpeg|h264|http|concat|hls/);
  });
});

describe('decodeCall', () => {
  const optionsOf = (call: ReturnType<typeof decodeCall>) => call.outputs[0]?.options.join(' ') ?? '';

  it('limits what comes out by bytes: timestamps may be wrong', () => {
    expect(optionsOf(decodeCall(source, limits))).toMatch(/-fs \d+$/);
    expect(optionsOf(decodeCall(source, limits))).not.toMatch(/ -t /);
  });

  it('mixes no channels, and takes the first track', () => {
    expect(optionsOf(decodeCall(source, limits))).toMatch(/-map 0:a:0 -af asetpts=\S+,aresample=44100 -c:a/);
    expect(optionsOf(decodeCall({ ...source, track: 2 }, limits))).toContain('-map 0:a:2');
  });

  it('drops no channel when they change midway: each has a place of its own', () => {
    const options = optionsOf(decodeCall({ ...source, hasChangingChannels: true }, limits));
    expect(options).toContain('aresample=44100,aeval=');
    for (let channel = 0; channel < 8; channel++) expect(options).toContain(`val(${channel})`);
  });

  it('decodes Opus with libopus, but a rendition as players do', () => {
    const opus = { ...source, demuxer: 'ogg', codec: 'opus' } as const;
    expect(decodeCall(opus, limits).inputOptions.slice(-2)).toEqual(['-c:a', 'libopus']);
    expect(playCall({ ...opus, madeAt: 48_000 }, 48_000, limits).inputOptions).not.toContain('libopus');
  });
});
