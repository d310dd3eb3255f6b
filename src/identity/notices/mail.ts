import type { Settings } from '../../platform/config/config.js';
import { localTime } from '../../platform/clock/local-day.js';
import type { DueMail } from './mail.queries.js';
import { noticeTexts } from './notice-texts.js';

/** The mail of a notice: Vietnamese, then English, with the time in the service's zone. */
export function mailOf(
  { id, to, login, code, data, toldAt }: Omit<DueMail, 'attempts'>,
  { MAIL_FROM = '', TIME_ZONE, PUBLIC_URL }: Pick<Settings, 'MAIL_FROM' | 'TIME_ZONE' | 'PUBLIC_URL'>,
) {
  const { vi, en } = noticeTexts(code, data);
  const time = localTime(toldAt, TIME_ZONE);
  const paragraphs = [
    vi.text,
    `Tài khoản: ${login}\nThời gian: ${time} (${TIME_ZONE})`,
    'Thư này được gửi tự động; xin đừng trả lời.',
    '—',
    en.text,
    `Account: ${login}\nTime: ${time} (${TIME_ZONE})`,
    'This mail was sent automatically; please do not reply.',
    ...(PUBLIC_URL ? [PUBLIC_URL] : []),
  ];
  return {
    from: MAIL_FROM,
    to,
    subject: `[Vang] ${vi.title} · ${en.title}`,
    text: `${paragraphs.join('\n\n')}\n`,
    messageId: `<${id}@${/@([\w.-]+)/.exec(MAIL_FROM)?.[1] ?? 'localhost'}>`,
    headers: { 'Auto-Submitted': 'auto-generated' },
  };
}
