import { Problem } from '../problem.js';

/** 403: a page of another site, or something that does not say where it comes from, tried to write with a cookie. */
export class OtherOrigin extends Problem {
  constructor() {
    const detail =
      'Changes with a session cookie are accepted from pages of this service only. A program should send ' +
      '`Authorization: Bearer` instead of the cookie. If this is a page of the service, PUBLIC_URL is not its address.';
    super({ status: 403, code: 'other-origin', detail });
  }
}
