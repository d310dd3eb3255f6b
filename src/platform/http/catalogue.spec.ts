import { beforeAll, describe, expect, it } from '@jest/globals';
import { readdir } from 'node:fs/promises';
import { z } from 'zod';
import { codes, codeWords, type Words } from '../words/codes.js';
import { faultTexts } from '../words/faults.js';
import { placeholdersOf } from '../words/sentence.js';
import { problemDocument } from './problem-document.js';
import { problem, type ProblemKind, problemKinds } from './problem.js';

const VIETNAMESE_LETTERS = /[ăâđêôơưàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ]/i;

describe('the catalogue of words', () => {
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

  it('so do the codes of every list', () => {
    expect(codeWords().size).toBeGreaterThan(30);
    for (const [name, words] of codeWords()) {
      for (const [code, { vi, en }] of Object.entries(words)) {
        expect([name, code, placeholdersOf(vi).toSorted()]).toEqual([name, code, placeholdersOf(en).toSorted()]);
        expect([name, code, vi.trim() === '', VIETNAMESE_LETTERS.test(en)]).toEqual([name, code, false, false]);
      }
    }
  });

  it('takes no second list with a name that there is', () => {
    expect(() => codes('Role', {})).toThrow('Two lists of codes have the name Role');
  });

  it('puts sentences among the members of a problem into the language of the answer', () => {
    const Given = codes('Given', { here: { vi: 'ở đây', en: 'here' } });
    class Elsewhere extends problem({
      status: 409,
      code: 'elsewhere',
      vi: 'Ở nơi khác.',
      en: 'Elsewhere.',
      extra: z.object({ ways: z.array(z.string()) }),
    }) {}
    // Other specs of this process read the catalogue.
    (problemKinds() as Map<string, ProblemKind>).delete('elsewhere');
    (codeWords() as Map<string, Words>).delete('Given');
    const found = new Elsewhere({ extra: (language) => ({ ways: [Given.words.here[language]] }) });
    expect(JSON.parse(problemDocument(found, 'vi'))).toMatchObject({ detail: 'Ở nơi khác.', ways: ['ở đây'] });
    expect(JSON.parse(problemDocument(found, 'en'))).toMatchObject({ detail: 'Elsewhere.', ways: ['here'] });
  });
});
