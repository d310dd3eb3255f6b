import { describe, expect, it } from '@jest/globals';
import { RestartBudget } from './restart-budget.js';

const budget = () => new RestartBudget({ restarts: 3, windowSeconds: 100, waitSeconds: 0.5 });

describe('RestartBudget', () => {
  it('waits twice as long before each further restart, and gives up when they are used up', () => {
    const one = budget();
    expect([0, 1, 2, 3].map((at) => one.afterEnd(at))).toEqual([0.5, 1, 2, undefined]);
  });

  it('forgets what is older than the window', () => {
    const one = budget();
    expect([0, 90, 101, 102, 103].map((at) => one.afterEnd(at))).toEqual([0.5, 1, 1, 2, undefined]);
    expect(one.afterEnd(300)).toBe(0.5);
  });

  it('never waits longer than half a minute', () => {
    const patient = new RestartBudget({ restarts: 20, windowSeconds: 1_000, waitSeconds: 1 });
    const waits = Array.from({ length: 20 }, (_, at) => patient.afterEnd(at) ?? Infinity);
    expect(Math.max(...waits)).toBe(30);
  });

  it('gives up at once where no restart is allowed', () => {
    expect(new RestartBudget({ restarts: 0, windowSeconds: 100, waitSeconds: 1 }).afterEnd(0)).toBeUndefined();
  });
});
