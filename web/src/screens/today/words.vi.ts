import { addWords } from '../../words/words.ts';

export const today = {
  title: 'Hôm nay',
} as const;
addWords('today', today);
