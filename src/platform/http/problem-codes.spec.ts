import { describe, expect, it } from '@jest/globals';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';

const CODE = /\bcode: '([a-z-]+)'/g;

describe('the codes of problems', () => {
  it('each belong to one class, so that a code always means the same and comes with the same members', async () => {
    const files = (await readdir('src', { recursive: true })).filter((path) =>
      /(\.problems|\/problem)\.ts$/.test(path),
    );
    const codes = new Map<string, string[]>();
    for (const file of files) {
      const text = await readFile(join('src', file), 'utf8');
      for (const [, code = ''] of text.matchAll(CODE)) codes.set(code, [...(codes.get(code) ?? []), file]);
    }
    expect(codes.size).toBeGreaterThan(40);
    expect([...codes].filter(([, places]) => places.length > 1)).toEqual([]);
  });
});
