import { addWords } from '../../words/words.ts';

/** Words about files on their way. */
export const uploads = {
  sending: 'Đang tải lên',
  waiting: 'Mất mạng, tự gửi tiếp khi có mạng',
  again: 'Chọn lại tệp để gửi tiếp từ {{percent}}%',
  pick: 'Chọn lại tệp',
  pickOther: 'Chọn tệp khác',
  otherFile: 'Đây là tệp khác. Chọn đúng tệp {{name}}, {{size}}.',
} as const;
addWords('uploads', uploads);
