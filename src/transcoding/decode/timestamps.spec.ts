import { describe, expect, it } from '@jest/globals';
import { TimestampReader } from './timestamps.js';

const form = (rate: number, layout = 'mono') =>
  `[graph_0_in_0_0 @ 0x55ee02908c40] tb:1/${rate} samplefmt:fltp samplerate:${rate} chlayout:${layout}`;

function reportOf(lines: readonly string[], seconds: number) {
  const reader = new TimestampReader();
  for (const line of lines) reader.take(line);
  return reader.report(seconds);
}

describe('TimestampReader', () => {
  it('finds where the timestamps jump, but not at the end', () => {
    const lines = [form(48_000), '4.053500', '20.000000', '    title: 7.000000', '12.000000', '-31.333812'];
    const jumps = [{ at: 4.0535, seconds: 20 }];
    expect(reportOf(lines, 12)).toEqual({ jumps, isMixedForm: false, isMixedLayout: false });
  });

  it('finds that the form changes midway, and whether the channels do', () => {
    expect(reportOf([form(16_000), form(48_000)], 1)).toMatchObject({ isMixedForm: true, isMixedLayout: false });
    expect(reportOf([form(48_000, 'stereo'), form(48_000)], 1)).toMatchObject({ isMixedLayout: true });
  });

  it('keeps no more jumps than are of use', () => {
    const many = Array.from({ length: 9_000 }, () => '1.000000');
    expect(reportOf(many, 12).jumps.length).toBeLessThanOrEqual(1_000);
  });
});
