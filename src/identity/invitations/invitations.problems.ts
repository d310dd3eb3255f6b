import { Problem } from '../../platform/http/problem.js';

/** 404: the code is unknown, used, replaced or expired; the answer does not say which. */
export class InvitationNotUsable extends Problem {
  constructor() {
    const detail = 'This code does not work: it was used, replaced or is too old. Ask an administrator for a new one.';
    super({ status: 404, code: 'invitation-not-usable', detail });
  }
}
