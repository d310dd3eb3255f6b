import { describe, expect, it } from '@jest/globals';
import { percentOf, secondsDone } from './progress.js';

describe('progress', () => {
  it('reads the time that ffmpeg reports', () => {
    expect(secondsDone('out_time=01:02:03.500000')).toBe(3_723.5);
    expect(secondsDone('out_time=N/A')).toBeUndefined();
    expect(secondsDone('out_time_ms=3723500000')).toBeUndefined();
    expect(secondsDone('    title           : out_time=00:00:01.0')).toBeUndefined();
  });

  it('goes from the beginning of a step to its end, and never beyond', () => {
    expect(percentOf('encode', 0, 60)).toBe(12);
    expect(percentOf('encode', 30, 60)).toBe(51);
    expect(percentOf('encode', 90, 60)).toBe(90);
    expect(percentOf('measure', 5, 0)).toBe(2);
  });
});
