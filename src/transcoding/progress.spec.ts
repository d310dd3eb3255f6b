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
    expect(percentOf('encode', 0, 60)).toBe(45);
    expect(percentOf('encode', 30, 60)).toBe(70);
    expect(percentOf('encode', 90, 60)).toBe(95);
    expect(percentOf('measure', 5, 0)).toBe(2);
    expect(percentOf('measure', 5, null)).toBe(2);
  });
});

describe('the time left', () => {
  /** As it went with two minutes of speech, which took 6.7 s. */
  it.each([
    ['half measured', 'measure', 60, 1.5, 5.2],
    ['all measured', 'encode', 0, 2.9, 3.8],
    ['half encoded', 'encode', 60, 4.7, 2],
    ['nearly encoded', 'encode', 114, 6.3, 0.4],
  ] as const)('is told to within a third, or a second, when it is %s', (_when, step, done, spent, truly) => {
    const told = secondsLeft({ step, progress: percentOf(step, done, 120) }, spent) ?? Number.NaN;
    expect(Math.abs(told - truly)).toBeLessThan(Math.max(1, truly / 3));
  });

  it('is not told when the audio does not say how long it is', () => {
    const progress = percentOf('measure', 300, null);
    expect(secondsLeft({ step: 'measure', progress }, 8)).toBeNull();
    expect(secondsLeft({ step: 'encode', progress: percentOf('encode', 0, 400) }, 10)).toBe(13);
  });

  it('is not told while audio is encoded once more, or when the clock was put back', () => {
    expect(secondsLeft({ step: 'correct', progress: 96 }, 8)).toBeNull();
    expect(secondsLeft({ step: 'encode', progress: 50 }, -3)).toBeNull();
  });
});
