import { addWords } from '../../words/words.ts';

export const approval = {
  title: 'Duyệt',
} as const;
addWords('approval', approval);
