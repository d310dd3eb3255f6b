import { describe, expect, it } from '@jest/globals';
import { secondsDone } from './ffmpeg-progress.js';

describe('secondsDone', () => {
  it('reads the time that ffmpeg reports', () => {
    expect(secondsDone('out_time=01:02:03.500000')).toBe(3_723.5);
    expect(secondsDone('out_time=N/A')).toBeUndefined();
    expect(secondsDone('out_time_ms=3723500000')).toBeUndefined();
    expect(secondsDone('    title           : out_time=00:00:01.0')).toBeUndefined();
  });
});
