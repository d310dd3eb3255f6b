import { addWords } from '../../words/words.ts';

export const signIn = {
  title: 'Đăng nhập',
  haveInvitation: 'Có mã mời?',
} as const;
addWords('signIn', signIn);
