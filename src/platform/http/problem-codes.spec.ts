import { beforeAll, describe, expect, it } from '@jest/globals';
import { readdir } from 'node:fs/promises';
import { faultTexts } from '../words/faults.js';
import { placeholdersOf } from '../words/sentence.js';
import { problem, type ProblemKind, problemKinds } from './problem.js';

const VIETNAMESE_LETTERS = /[ăâđêôơưàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ]/i;

describe('the catalogue of problems', () => {
  let kinds: ProblemKind[];
  beforeAll(async () => {
    const files = (await readdir('src', { recursive: true })).filter((path) => /\.(problems|schemas)\.ts$/.test(path));
    for (const file of files) await import(`../../${file.replace(/\.ts$/, '.js')}`);
    kinds = [...problemKinds().values()];
  });

  it('holds each code once, and every one that there is', () => {
    expect(kinds.length).toBeGreaterThan(90);
    for (const { code } of kinds) expect(code).toMatch(/^[a-z]+(-[a-z]+)*$/);
  });

  it('takes no second kind with a code that there is', () => {
    const again = { status: 404, code: 'not-found', vi: 'Không có.', en: 'Nothing.' };
    expect(() => problem(again)).toThrow('Two kinds of problem have the code not-found');
  });

  it('says each in Vietnamese and in English, with the same values', () => {
    for (const { code, vi, en } of kinds) {
      expect([code, placeholdersOf(vi).toSorted()]).toEqual([code, placeholdersOf(en).toSorted()]);
      expect([code, VIETNAMESE_LETTERS.test(vi), VIETNAMESE_LETTERS.test(en)]).toEqual([code, true, false]);
    }
  });

  it('so do the texts of schemas', () => {
    expect(faultTexts().length).toBeGreaterThan(15);
    for (const { vi, en } of faultTexts()) {
      expect([en, VIETNAMESE_LETTERS.test(vi), VIETNAMESE_LETTERS.test(en)]).toEqual([en, true, false]);
    }
  });
});
