import { describe, expect, it } from '@jest/globals';
import { percentOf, secondsLeft } from './progress.js';

describe('progress', () => {
  it('goes from the beginning of a step to its end, and never beyond', () => {
    expect(percentOf('encode', 0, 60)).toBe(33);
    expect(percentOf('encode', 30, 60)).toBe(59);
    expect(percentOf('encode', 90, 60)).toBe(85);
    expect(percentOf('measure', 5, 0)).toBe(2);
    expect(percentOf('measure', 5, null)).toBe(2);
  });
});

describe('the time left', () => {
  /** Measured with two minutes of speech: 6.7 s on an idle machine, 49.1 s on an overloaded one. */
  it.each([
    ['all is measured', 'encode', 0, 2.9, 6.7],
    ['half is measured, on a busy machine', 'measure', 61, 5.6, 49.1],
    ['all is measured, on a busy machine', 'encode', 0, 13.1, 49.1],
    ['less than half is encoded, on a busy machine', 'encode', 50.4, 20.4, 49.1],
    ['most is encoded, on a busy machine', 'encode', 96, 30.9, 49.1],
    ['nearly all is encoded, on a busy machine', 'encode', 117.6, 38.9, 49.1],
  ] as const)('is estimated to within half and double when %s', (_when, step, done, spent, whole) => {
    const told = secondsLeft({ step, progress: percentOf(step, done, 120) }, spent);
    expect(told).toBeGreaterThan((whole - spent) / 2);
    expect(told).toBeLessThan((whole - spent) * 2);
  });

  it('is unknown when the length of the audio is', () => {
    const progress = percentOf('measure', 300, null);
    expect(secondsLeft({ step: 'measure', progress }, 8)).toBeNull();
    expect(secondsLeft({ step: 'encode', progress: percentOf('encode', 0, 400) }, 10)).toBe(21);
  });

  it('is unknown while a rendition is encoded again, and when the clock was set back', () => {
    expect(secondsLeft({ step: 'correct', progress: 90 }, 8)).toBeNull();
    expect(secondsLeft({ step: 'encode', progress: 50 }, -3)).toBeNull();
  });
});
