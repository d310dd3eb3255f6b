import { Role } from '../permissions.js';
import type { Scope } from '../scope.js';
import type { NoticeCode, NoticeData } from './notice.js';

export interface NoticeText {
  title: string;
  text: string;
}

/** The same text in both languages; people read Vietnamese first. */
export interface NoticeTexts {
  vi: NoticeText;
  en: NoticeText;
}

const SCOPES: Record<Scope['kind'], { vi: string; en: string }> = {
  everywhere: { vi: 'toàn hệ thống', en: 'everywhere' },
  centre: { vi: 'tại một trung tâm', en: 'at a centre' },
  unit: { vi: 'tại một đơn vị hành chính', en: 'in an administrative unit' },
  station: { vi: 'tại một đài', en: 'at a station' },
};

const NOT_YOU = {
  vi: 'Nếu không phải bạn, hãy đổi mật khẩu ngay và báo cho quản trị viên.',
  en: 'If this was not you, change your password at once and tell an administrator.',
};
/** For what an intruder does to keep the owner out: only an administrator can help. */
const LET_IN_AGAIN = {
  vi: 'Nếu không phải bạn, hãy báo ngay cho quản trị viên để được giúp đăng nhập lại.',
  en: 'If this was not you, tell an administrator at once, who can let you in again.',
};
/** A token outlives a change of the password. */
const END_IT = {
  vi: 'Nếu không phải bạn, hãy thu hồi mã này, đổi mật khẩu ngay và báo cho quản trị viên.',
  en: 'If this was not you, end it, change your password at once and tell an administrator.',
};
const TELL_SOMEBODY = {
  vi: 'Nếu bạn không yêu cầu việc này, hãy báo ngay cho lãnh đạo đơn vị.',
  en: 'If you did not ask for this, tell your head of unit at once.',
};

const takenOff = {
  vi: (by: string | null, atServer: boolean) => (atServer ? ' bằng lệnh trên máy chủ' : by ? ` bởi ${by}` : ''),
  en: (by: string | null, atServer: boolean) => (atServer ? ' by a command on the server' : by ? ` by ${by}` : ''),
};

/** What a client calls itself, as one short line without anything that a mail program would make a link of. */
const shown = (userAgent: string | null): string | undefined =>
  userAgent?.replaceAll(/[^\p{L}\p{N} .,;()/+-]|:\/\//gu, ' ').slice(0, 120);

/** The text of each kind of notice. */
export const NOTICE_TEXTS: { [Code in NoticeCode]: (data: NoticeData[Code]) => NoticeTexts } = {
  'sign-in-from-new-place': ({ address, userAgent }) => ({
    vi: {
      title: 'Đăng nhập từ thiết bị hoặc địa chỉ mới',
      text: `Tài khoản của bạn vừa đăng nhập từ địa chỉ ${address ?? 'không rõ'} (${shown(userAgent) ?? 'không rõ thiết bị'}). ${NOT_YOU.vi}`,
    },
    en: {
      title: 'Sign-in from a new device or address',
      text: `Somebody signed in to your account from ${address ?? 'an unknown address'} (${shown(userAgent) ?? 'unknown device'}). ${NOT_YOU.en}`,
    },
  }),
  'password-changed': () => ({
    vi: {
      title: 'Mật khẩu đã đổi',
      text: `Mật khẩu của bạn vừa được đổi; các phiên khác đã kết thúc. ${LET_IN_AGAIN.vi}`,
    },
    en: {
      title: 'Password changed',
      text: `Your password was changed; your other sessions have ended. ${LET_IN_AGAIN.en}`,
    },
  }),
  'reset-code-issued': ({ by }) => ({
    vi: {
      title: 'Có mã đặt lại mật khẩu',
      text: `${by ?? 'Một lệnh trên máy chủ'} vừa cấp mã để đặt mật khẩu mới cho tài khoản của bạn. Mật khẩu cũ còn dùng được cho đến khi mã được sử dụng. ${TELL_SOMEBODY.vi}`,
    },
    en: {
      title: 'Code for a new password issued',
      text: `${by ?? 'A command on the server'} issued a code with which a new password can be chosen for your account. The old password works until the code is used. ${TELL_SOMEBODY.en}`,
    },
  }),
  'password-reset': ({ by, address }) => ({
    vi: {
      title: 'Mật khẩu đã được đặt lại',
      text: `Mật khẩu mới vừa được đặt bằng mã do ${by ?? 'một lệnh trên máy chủ'} cấp, từ địa chỉ ${address ?? 'không rõ'}; mọi phiên đã kết thúc. ${TELL_SOMEBODY.vi}`,
    },
    en: {
      title: 'Password reset',
      text: `A new password was chosen with a code issued by ${by ?? 'a command on the server'}, from ${address ?? 'an unknown address'}; all sessions have ended. ${TELL_SOMEBODY.en}`,
    },
  }),
  'role-given': ({ role, scopeKind, by }) => ({
    vi: {
      title: 'Bạn được giao vai trò',
      text: `${by} giao cho bạn vai trò ${Role.words[role].vi} ${SCOPES[scopeKind].vi}.`,
    },
    en: { title: 'Role given', text: `${by} gave you the role of ${Role.words[role].en} ${SCOPES[scopeKind].en}.` },
  }),
  'role-taken': ({ role, scopeKind, by }) => ({
    vi: {
      title: 'Vai trò bị thu hồi',
      text: `${by} thu hồi vai trò ${Role.words[role].vi} ${SCOPES[scopeKind].vi} của bạn.`,
    },
    en: { title: 'Role removed', text: `${by} removed your role of ${Role.words[role].en} ${SCOPES[scopeKind].en}.` },
  }),
  'mail-address-changed': ({ address }) => ({
    vi: {
      title: 'Địa chỉ thư đã đổi',
      text: `Thông báo về tài khoản của bạn từ nay ${address ? `gửi đến ${address}` : 'không gửi qua thư nữa'}. ${NOT_YOU.vi}`,
    },
    en: {
      title: 'Mail address changed',
      text: `Notices about your account ${address ? `now go to ${address}` : 'are no longer sent by mail'}. ${NOT_YOU.en}`,
    },
  }),
  'second-factor-on': () => ({
    vi: { title: 'Đã bật xác thực hai lớp', text: `Từ nay đăng nhập cần thêm mã từ điện thoại. ${LET_IN_AGAIN.vi}` },
    en: { title: 'Second factor on', text: `Signing in now also needs a code from your phone. ${LET_IN_AGAIN.en}` },
  }),
  'second-factor-off': ({ by, atServer = false }) => ({
    vi: {
      title: 'Đã tắt xác thực hai lớp',
      text: `Xác thực hai lớp của tài khoản vừa bị tắt${takenOff.vi(by, atServer)}. ${by ? TELL_SOMEBODY.vi : NOT_YOU.vi}`,
    },
    en: {
      title: 'Second factor off',
      text: `The second factor of your account was removed${takenOff.en(by, atServer)}. ${by ? TELL_SOMEBODY.en : NOT_YOU.en}`,
    },
  }),
  'recovery-codes-made': () => ({
    vi: {
      title: 'Có mã khôi phục mới',
      text: `Mã khôi phục mới đã được tạo; mã cũ không dùng được nữa. ${NOT_YOU.vi}`,
    },
    en: {
      title: 'New recovery codes',
      text: `New recovery codes were made; the old ones no longer work. ${NOT_YOU.en}`,
    },
  }),
  'recovery-code-used': ({ left }) => ({
    vi: {
      title: 'Đã dùng một mã khôi phục',
      text: `Một mã khôi phục vừa được dùng thay cho mã từ điện thoại; còn ${left} mã. ${NOT_YOU.vi}`,
    },
    en: {
      title: 'Recovery code used',
      text: `A recovery code was used in place of a code from your phone; codes left: ${left}. ${NOT_YOU.en}`,
    },
  }),
  'wrong-codes': ({ count }) => ({
    vi: {
      title: 'Nhiều mã xác thực sai',
      text: `Có người biết mật khẩu của bạn và đã nhập sai mã xác thực ${count} lần liên tiếp. ${NOT_YOU.vi}`,
    },
    en: {
      title: 'Wrong codes',
      text: `Somebody who knows your password gave ${count} wrong codes in a row. ${NOT_YOU.en}`,
    },
  }),
  'token-made': ({ name }) => ({
    vi: {
      title: 'Đã tạo mã truy cập API',
      text: `Mã truy cập API “${name}” vừa được tạo cho tài khoản của bạn. ${END_IT.vi}`,
    },
    en: { title: 'API token made', text: `The API token “${name}” was made for your account. ${END_IT.en}` },
  }),
  'token-ended': ({ name }) => ({
    vi: { title: 'Đã thu hồi mã truy cập API', text: `Mã truy cập API “${name}” của bạn đã bị thu hồi.` },
    en: { title: 'API token ended', text: `Your API token “${name}” has ended.` },
  }),
};

/** The text of a stored notice. */
export function noticeTexts<Code extends NoticeCode>(code: Code, data: NoticeData[Code]): NoticeTexts {
  return NOTICE_TEXTS[code](data);
}
