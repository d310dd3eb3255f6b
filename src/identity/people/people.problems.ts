import { constraintMeans, foreignKeysTo } from '../../platform/database/constraint-problems.js';
import { problem } from '../../platform/http/problem.js';

/** 403: the person also holds grants outside the administrator's reach. */
export class WorksElsewhere extends problem({
  status: 403,
  code: 'works-elsewhere',
  vi: 'Người này còn có quyền ngoài phạm vi của bạn. Hãy gỡ các quyền trong phạm vi của bạn, hoặc nhờ quản trị viên toàn hệ thống.',
  en: 'This person also holds grants outside your reach. Remove the grants within it, or ask an administrator of all centres.',
}) {}

/** 409: nobody would be left to administer everything. */
export class LastAdministrator extends problem({
  status: 409,
  code: 'last-administrator',
  vi: 'Đây là quản trị viên toàn hệ thống cuối cùng có thể đăng nhập; hãy tạo người khác trước.',
  en: 'This is the last administrator of all centres who can sign in; add another one first.',
}) {}

/** 404: nobody has this login, at the server's command line. */
export class NoSuchLogin extends problem({
  status: 404,
  code: 'no-such-login',
  vi: 'Không ai có tên đăng nhập {login}; bạn đã gõ đúng chưa?',
  en: 'Nobody has the login {login}; is it spelt right?',
}) {
  constructor(login: string) {
    super({ values: { login } });
  }
}

/** 409: the account has ended; that cannot be undone. */
export class PersonEnded extends problem({
  status: 409,
  code: 'person-ended',
  vi: 'Tài khoản này đã kết thúc; hãy thêm lại người này với tên đăng nhập mới.',
  en: 'This account has ended; add the person again under a new login.',
}) {}

/** 409: the person holds the same grant already. */
export class GrantedAlready extends problem({
  status: 409,
  code: 'granted-already',
  vi: 'Người này đã có vai trò đó ở đó.',
  en: 'This person has this role there already.',
}) {}

/** 409: another person has this login. */
export class LoginTaken extends problem({
  status: 409,
  code: 'login-taken',
  vi: 'Đã có người dùng tên đăng nhập này; hãy chọn tên khác.',
  en: 'Another person has this login; choose another one.',
}) {}

constraintMeans('people_login_once', () => new LoginTaken());
constraintMeans('grants_once', () => new GrantedAlready());
foreignKeysTo('person', 'grants_person', 'invitations_person', 'sessions_person');
