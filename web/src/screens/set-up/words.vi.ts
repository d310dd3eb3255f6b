import { addWords } from '../../words/words.ts';

export const setUp = {
  title: 'Thiết lập lần đầu',
} as const;
addWords('setUp', setUp);
