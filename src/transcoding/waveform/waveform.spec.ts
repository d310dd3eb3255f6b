import { inflateSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { WAVEFORM_PNG, waveformOf, waveformPng } from './waveform.js';

const envelope = (peaks: number[]) => ({
  rate: 200,
  peaks: Float32Array.from(peaks),
  powers: new Float32Array(peaks.length),
  seconds: peaks.length / 200,
  truePeak: 1,
});

describe('waveformOf', () => {
  it('keeps every peak, however long the audio is', () => {
    const twoHours = Array.from({ length: 1_440_000 }, (_, block) => (block === 777_777 ? 0.5 : 0.1));
    const waveform = waveformOf(envelope(twoHours));
    expect(waveform).toHaveLength(1_800);
    expect(Math.max(...waveform)).toBe(128);
    expect(waveform.indexOf(128)).toBe(Math.floor(777_777 / 800));
  });

  it('has no more points than there are blocks', () => {
    expect([...waveformOf(envelope([0, 0.5, 2]))]).toEqual([0, 128, 255]);
    expect(waveformOf(envelope([]))).toHaveLength(0);
  });
});

describe('waveformPng', () => {
  it('is a PNG of its size', async () => {
    const png = await waveformPng(Uint8Array.of(0, 128, 255));
    expect(png.subarray(1, 4).toString()).toBe('PNG');
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([WAVEFORM_PNG.width, WAVEFORM_PNG.height]);
    const data = png.indexOf('IDAT');
    const pixels = inflateSync(png.subarray(data + 4, data + 4 + png.readUInt32BE(data - 4)));
    expect(pixels).toHaveLength(WAVEFORM_PNG.height * (WAVEFORM_PNG.width + 1));
  });
});
