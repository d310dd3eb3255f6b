import { describe, expect, it } from '@jest/globals';
import { FfmpegWatchdog, secondsDone } from './ffmpeg-watchdog.js';

const at = (seconds: number) =>
  `out_time=00:${String(Math.floor(seconds / 60)).padStart(2, '0')}:${(seconds % 60).toFixed(6).padStart(9, '0')}`;

/** The second in which it is ended, when `line` tells what it writes in each. */
function endOf(limits: { timeoutSeconds: number; stallSeconds: number | null }, line: (second: number) => string) {
  const watchdog = new FfmpegWatchdog(limits);
  for (let second = 1; second <= 3_600; second++) {
    watchdog.hear(line(second));
    if (watchdog.tick(1)) return second;
  }
  return null;
}

describe('how long an ffmpeg is waited for', () => {
  const limits = { timeoutSeconds: 600, stallSeconds: 60 };

  it('ends one that never begins', () => {
    expect(endOf(limits, () => 'progress=continue')).toBe(60);
  });

  it('ends one that stops in the middle, though it repeats itself', () => {
    expect(endOf(limits, (second) => at(Math.min(second, 100)))).toBe(159);
  });

  it('ends one that crawls', () => {
    expect(endOf(limits, (second) => at(second / 100))).toBe(600);
  });

  it('lets audio be longer than it says, as long as it is done faster than it plays', () => {
    expect(endOf({ timeoutSeconds: 61, stallSeconds: 60 }, at)).toBeNull();
    expect(endOf({ timeoutSeconds: 61, stallSeconds: 60 }, (second) => at(second / 2))).toBe(120);
  });

  it('takes a time that begins anew, or bytes, for something that moves', () => {
    expect(endOf({ ...limits, timeoutSeconds: 3_601 }, (second) => at(second % 59))).toBeNull();
    expect(endOf({ ...limits, timeoutSeconds: 3_601 }, (second) => `total_size=${second}`)).toBeNull();
  });

  it('waits for one that does not tell until its time is over', () => {
    expect(endOf({ timeoutSeconds: 20, stallSeconds: null }, () => '')).toBe(20);
  });
});

describe('secondsDone', () => {
  it('reads the time that ffmpeg reports', () => {
    expect(secondsDone('out_time=01:02:03.500000')).toBe(3_723.5);
    expect(secondsDone('out_time=N/A')).toBeUndefined();
    expect(secondsDone('out_time_ms=3723500000')).toBeUndefined();
    expect(secondsDone('    title           : out_time=00:00:01.0')).toBeUndefined();
  });
});
