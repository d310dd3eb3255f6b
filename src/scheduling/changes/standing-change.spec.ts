import { describe, expect, it } from '@jest/globals';
import { standingChange } from './standing-change.js';

const change = (id: string, undoes: string | null = null) => ({ id, undoes });

describe('the change that left an entry as it is', () => {
  it('is the newest one', () => {
    expect(standingChange([change('c'), change('b'), change('a')])).toBe('c');
  });

  it('is the one before what was undone', () => {
    const undone = [change('d', 'c'), change('c'), change('b'), change('a')];
    expect(standingChange(undone)).toBe('b');
    expect(standingChange([change('e', 'b'), ...undone])).toBe('a');
  });

  it('is the undone one again once its undo was undone', () => {
    expect(standingChange([change('d', 'c'), change('c', 'b'), change('b'), change('a')])).toBe('b');
  });

  it('is the undo of a change that is not known', () => {
    expect(standingChange([change('b', 'a')])).toBe('b');
    expect(standingChange([])).toBeUndefined();
  });
});
