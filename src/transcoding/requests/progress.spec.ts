import { describe, expect, it } from '@jest/globals';
import { percentOf, secondsDone, secondsLeft } from './progress.js';

describe('progress', () => {
  it('reads the time that ffmpeg reports', () => {
    expect(secondsDone('out_time=01:02:03.500000')).toBe(3_723.5);
    expect(secondsDone('out_time=N/A')).toBeUndefined();
    expect(secondsDone('out_time_ms=3723500000')).toBeUndefined();
    expect(secondsDone('    title           : out_time=00:00:01.0')).toBeUndefined();
  });

  it('goes from the beginning of a step to its end, and never beyond', () => {
    expect(percentOf('encode', 0, 60)).toBe(33);
    expect(percentOf('encode', 30, 60)).toBe(59);
    expect(percentOf('encode', 90, 60)).toBe(85);
    expect(percentOf('measure', 5, 0)).toBe(2);
    expect(percentOf('measure', 5, null)).toBe(2);
  });
});

describe('the time left', () => {
  /** As it was seen with two minutes of speech: 6.7 s on a machine with nothing else to do, 49.1 s on one that was overloaded. */
  it.each([
    ['all is measured', 'encode', 0, 2.9, 6.7],
    ['half is measured, on a busy machine', 'measure', 61, 5.6, 49.1],
    ['all is measured, on a busy machine', 'encode', 0, 13.1, 49.1],
    ['less than half is encoded, on a busy machine', 'encode', 50.4, 20.4, 49.1],
    ['most is encoded, on a busy machine', 'encode', 96, 30.9, 49.1],
    ['nearly all is encoded, on a busy machine', 'encode', 117.6, 38.9, 49.1],
  ] as const)('is told to within half and double when %s', (_when, step, done, spent, whole) => {
    const told = secondsLeft({ step, progress: percentOf(step, done, 120) }, spent);
    expect(told).toBeGreaterThan((whole - spent) / 2);
    expect(told).toBeLessThan((whole - spent) * 2);
  });

  it('is not told when the audio does not say how long it is', () => {
    const progress = percentOf('measure', 300, null);
    expect(secondsLeft({ step: 'measure', progress }, 8)).toBeNull();
    expect(secondsLeft({ step: 'encode', progress: percentOf('encode', 0, 400) }, 10)).toBe(21);
  });

  it('is not told while audio is encoded once more, or when the clock was put back', () => {
    expect(secondsLeft({ step: 'correct', progress: 90 }, 8)).toBeNull();
    expect(secondsLeft({ step: 'encode', progress: 50 }, -3)).toBeNull();
  });
});
