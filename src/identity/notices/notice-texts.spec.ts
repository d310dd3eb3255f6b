import { describe, expect, it } from '@jest/globals';
import { noticeTexts } from './notice-texts.js';

describe('the text of a notice', () => {
  it('sends people whom an intruder keeps out to an administrator: they cannot change the password', () => {
    for (const code of ['password-changed', 'second-factor-on'] as const) {
      const { vi, en } = noticeTexts(code, {});
      expect(en.text).toMatch(/tell an administrator at once, who can let you in again\.$/);
      expect(vi.text).not.toContain('hãy đổi mật khẩu');
    }
  });

  it('has a token ended that somebody else made, because it outlives the password', () => {
    const { vi, en } = noticeTexts('token-made', { name: 'Bảng tin' });
    expect([en.text, vi.text]).toEqual([expect.stringContaining('end it'), expect.stringContaining('thu hồi mã này')]);
  });

  it('says who took the second factor off, a colleague or somebody at the server', () => {
    const text = (data: { by: string | null; atServer?: boolean }) => noticeTexts('second-factor-off', data).en.text;
    expect(text({ by: 'Lan' })).toContain('removed by Lan.');
    expect(text({ by: 'vang', atServer: true })).toContain('removed by a command on the server.');
    expect(text({ by: null })).toContain('removed. If this was not you');
  });
});
