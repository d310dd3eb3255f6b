import { addWords } from '../../words/words.ts';

export const schedule = {
  title: 'Lịch phát',
} as const;
addWords('schedule', schedule);
