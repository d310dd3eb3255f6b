import { addWords } from '../../words/words.ts';

export const library = {
  title: 'Thư viện',
} as const;
addWords('library', library);
