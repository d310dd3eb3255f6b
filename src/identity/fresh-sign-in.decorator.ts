import { applyDecorators, SetMetadata } from '@nestjs/common';
import { ApiExtension } from '@nestjs/swagger';
import { Refuses } from '../platform/http/refuses.decorator.js';

const ADVICE = 'POST /sessions/current/reauthentication, then send this again';

export const NEEDS_FRESH_SIGN_IN = Symbol('needs a fresh sign-in');

/**
 * Declares that a route needs a session whose person gave their password within FRESH_SIGN_IN_MINUTES, because it gives
 * or takes away access. `POST /sessions/current/reauthentication` makes an older session fresh again.
 * @param codes further codes with which the route answers 403
 */
export const NeedsFreshSignIn = (...codes: string[]) =>
  applyDecorators(
    SetMetadata(NEEDS_FRESH_SIGN_IN, true),
    ApiExtension('x-needs-fresh-sign-in', true),
    Refuses(403, [...codes, 'not-allowed', `sign-in-again-needed: ${ADVICE}`].join('; ')),
  );
