import { addWords } from '../../words/words.ts';

export const stations = {
  title: 'Đài',
} as const;
addWords('stations', stations);
