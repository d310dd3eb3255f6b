import { constraintMeans, foreignKeysTo } from '../../platform/database/constraint-problems.js';
import { Problem } from '../../platform/http/problem.js';

/** 403: the person also holds grants outside the administrator's reach. */
export class WorksElsewhere extends Problem {
  constructor() {
    const detail =
      'This person also holds grants outside your reach. Remove the grants within it, or ask an administrator of all centres.';
    super({ status: 403, code: 'works-elsewhere', detail });
  }
}

/** 409: nobody would be left to administer everything. */
export class LastAdministrator extends Problem {
  constructor() {
    const detail = 'This is the last administrator of all centres who can sign in; make another one first.';
    super({ status: 409, code: 'last-administrator', detail });
  }
}

/** 404: nobody has this login, at the server's command line. */
export class NoSuchLogin extends Problem {
  constructor(login: string) {
    super({ status: 404, code: 'no-such-login', detail: `Nobody has the login ${login}; is it spelt right?` });
  }
}

/** 409: the account has ended; that cannot be undone. */
export class PersonEnded extends Problem {
  constructor() {
    super({
      status: 409,
      code: 'person-ended',
      detail: 'This account has ended; add the person again under a new login.',
    });
  }
}

/** 409: the person holds the same grant already. */
export class GrantedAlready extends Problem {
  constructor() {
    super({ status: 409, code: 'granted-already', detail: 'This person has this role there already.' });
  }
}

/** 409: another person has this login. */
export class LoginTaken extends Problem {
  constructor() {
    super({ status: 409, code: 'login-taken', detail: 'Another person has this login; choose another one.' });
  }
}

constraintMeans('people_login_once', () => new LoginTaken());
constraintMeans('grants_once', () => new GrantedAlready());
foreignKeysTo('person', 'grants_person', 'invitations_person', 'sessions_person');
