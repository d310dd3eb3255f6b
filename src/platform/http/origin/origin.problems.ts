import { problem } from '../problem.js';

/** 403: a page of another site, or something that does not say where it comes from, tried to write with a cookie. */
export class OtherOrigin extends problem({
  status: 403,
  code: 'other-origin',
  vi: 'Thay đổi bằng cookie phiên chỉ được nhận từ trang của hệ thống này. Phần mềm nên gửi `Authorization: Bearer` thay cho cookie. Nếu đây là trang của hệ thống, PUBLIC_URL chưa đúng địa chỉ.',
  en: 'Changes with a session cookie are accepted from pages of this service only. Software should send `Authorization: Bearer` instead of the cookie. If this is a page of the service, PUBLIC_URL is not its address.',
}) {}
