import { addWords } from '../../words/words.ts';

export const administration = {
  title: 'Quản trị',
} as const;
addWords('administration', administration);
