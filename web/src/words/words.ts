import i18next from 'i18next';
import { initReactI18next, useTranslation } from 'react-i18next';
import { CODE_WORDS } from '../generated/code-words.ts';
import { common } from './common.vi.ts';

export type { ParseKeys } from 'i18next';

void i18next.use(initReactI18next).init({
  lng: 'vi',
  ns: ['common'],
  defaultNS: 'common',
  resources: { vi: { common } },
  interpolation: { escapeValue: false },
  returnNull: false,
});

/** Adds the words of a screen; each screen calls it once, in its `words.vi.ts`, so that they are loaded with it. */
export function addWords(screen: string, words: object): void {
  i18next.addResourceBundle('vi', screen, words, true, true);
}

/** The words of a screen, by key. */
export const useWords = useTranslation;

type CodeWords = typeof CODE_WORDS;

/** What a code of the service says, e.g. `codeWord('GapReason', reason)`: an unknown list or code does not compile. */
export function codeWord<List extends keyof CodeWords>(list: List, code: keyof CodeWords[List]): string {
  return CODE_WORDS[list][code] as string;
}
