import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { mailOf } from './mail.js';

const settings = { MAIL_FROM: 'Vang <vang@vang.example>', TIME_ZONE: 'Asia/Ho_Chi_Minh', PUBLIC_URL: undefined };
const notice = { id: 'n1', to: 'a@vang.example', login: 'bien.tap', toldAt: new Date('2026-03-01T22:12:30Z') };

describe('the mail of a notice', () => {
  it('is Vietnamese first, says whose account and when in the local zone, and has an id of its own', () => {
    const mail = mailOf({ ...notice, code: 'password-changed', data: {} }, settings);
    expect(mail.subject).toBe('[Vang] Mật khẩu đã đổi · Password changed');
    expect(mail.text.indexOf('Mật khẩu của bạn')).toBeLessThan(mail.text.indexOf('Your password'));
    expect(mail.text).toContain('Tài khoản: bien.tap\nThời gian: 05:12:30 02/03/2026 (Asia/Ho_Chi_Minh)');
    expect(mail.messageId).toBe('<n1@vang.example>');
  });

  it('shows of what a client calls itself only a short line', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 300 }), (userAgent) => {
        const data = { address: '203.0.113.9', userAgent };
        const { text } = mailOf({ ...notice, code: 'sign-in-from-new-place', data }, settings);
        expect(text.split('\n').length).toBe(
          mailOf(
            { ...notice, code: 'sign-in-from-new-place', data: { address: null, userAgent: 'x' } },
            settings,
          ).text.split('\n').length,
        );
        expect(text).not.toMatch(/https?:/);
      }),
    );
  });
});
