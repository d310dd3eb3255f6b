import { addWords } from '../../words/words.ts';

export const account = {
  title: 'Tài khoản của tôi',
} as const;
addWords('account', account);
