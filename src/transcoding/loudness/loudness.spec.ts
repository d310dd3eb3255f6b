import { describe, expect, it } from '@jest/globals';
import { isOfSummary, parseLoudness } from './loudness.js';

const summary = (lufs: string, range = '3.1') => [
  '[Parsed_ebur128_4 @ 0x55d0c8] Summary:',
  '',
  '  Integrated loudness:',
  `    I:         ${lufs} LUFS`,
  '    Threshold: -31.0 LUFS',
  '  Loudness range:',
  `    LRA:         ${range} LU`,
  '    LRA low:   -23.0 LUFS',
];

describe('parseLoudness', () => {
  it('reads the summary of ebur128', () =>
    expect(parseLoudness(summary('-20.9'))).toEqual({ lufs: -20.9, range: 3.1 }));

  it.each(['-70.0', '-inf', 'nan'])('takes %s for not measured', (lufs) =>
    expect(parseLoudness(summary(lufs, 'nan'))).toEqual({ lufs: null, range: 0 }),
  );

  it('believes the last summary: one inside a tag comes before', () =>
    expect(parseLoudness([...summary('-3.0'), ...summary('-18.0')])?.lufs).toBe(-18));

  it('says when there is none', () => expect(parseLoudness(['    I:         -3.0 LUFS'])).toBeUndefined());

  it('knows the lines that it reads', () => expect(summary('-1').filter(isOfSummary)).toHaveLength(3));
});
