import { addWords } from '../../words/words.ts';

export const reports = {
  title: 'Báo cáo',
} as const;
addWords('reports', reports);
