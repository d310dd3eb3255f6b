import { z } from 'zod';
import { problem } from '../platform/http/problem.js';
import { Permission } from './permissions.js';

/** 401: no session and no API token, or one that has ended. */
export class NotSignedIn extends problem({
  status: 401,
  code: 'not-signed-in',
  vi: 'Hãy đăng nhập trước; phiên đăng nhập hoặc mã API còn thiếu, đã hết hạn hoặc đã bị thu hồi.',
  en: 'Sign in first; the session or API token is missing or has ended.',
}) {}

/** 403: signed in, but without the permission. */
export class NotAllowed extends problem({
  status: 403,
  code: 'not-allowed',
  vi: 'Việc này cần quyền {permission} ở đây. Quản trị viên giao quyền cho người dùng; mã API có những quyền khi được tạo.',
  en: 'This needs the permission {permission} here. Administrators give it to people; an API token has what it was made with.',
  extra: z.object({ permission: Permission.optional() }),
}) {
  constructor(permission: Permission | undefined) {
    super(permission ? { extra: { permission } } : { detail: NOT_ALLOWED });
  }
}

const NOT_ALLOWED = { vi: 'Bạn không được làm việc này.', en: 'This is not allowed.' };

/** 403: the route needs a fresh sign-in (compare RFC 9470); the session goes on. */
export class SignInAgainNeeded extends problem({
  status: 403,
  code: 'sign-in-again-needed',
  vi: 'Việc này cần nhập lại mật khẩu trong vòng {freshMinutes} phút gần đây: POST /api/v1/sessions/current/reauthentication, rồi gửi lại.',
  en: 'This needs a password given within the last {freshMinutes} minutes: POST /api/v1/sessions/current/reauthentication, then send this again.',
  extra: z.object({ freshMinutes: z.int() }),
}) {
  constructor(minutes: number) {
    super({ extra: { freshMinutes: minutes } });
  }
}

/** 403: the grant would reach further than the person who gives it. */
export class BeyondYourReach extends problem({
  status: 403,
  code: 'beyond-your-reach',
  vi: 'Chỉ quản trị viên toàn hệ thống được giao quyền toàn hệ thống; hãy chọn một trung tâm, đơn vị hoặc đài.',
  en: 'Only an administrator of all centres may grant everywhere; name a centre, a unit or a station.',
}) {}

/** 404: the code is unknown, used, replaced or expired; the answer does not say which. */
export class InvitationNotUsable extends problem({
  status: 404,
  code: 'invitation-not-usable',
  vi: 'Mã này không dùng được: đã dùng, đã thay hoặc quá cũ. Hãy xin quản trị viên mã mới.',
  en: 'This code does not work: it was used, replaced or is too old. Ask an administrator for a new one.',
}) {}

/** 403: the person themselves must do this, signed in; a program with an API token may not. */
export class NotWithToken extends problem({
  status: 403,
  code: 'not-with-token',
  vi: 'Mã API không được làm việc này; hãy đăng nhập và tự làm.',
  en: 'An API token does not allow this; sign in and do it yourself.',
}) {}

/** 403: the roles of the person require a second factor, and there is none yet. */
export class SecondFactorNeeded extends problem({
  status: 403,
  code: 'second-factor-needed',
  vi: 'Vai trò của bạn cần xác thực hai lớp. Hãy thiết lập trước: POST /api/v1/people/me/second-factor.',
  en: 'Your role requires a second factor. Set it up first: POST /api/v1/people/me/second-factor.',
}) {}
