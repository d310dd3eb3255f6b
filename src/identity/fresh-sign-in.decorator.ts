import { applyDecorators, SetMetadata } from '@nestjs/common';
import { ApiExtension } from '@nestjs/swagger';
import type { ProblemClass } from '../platform/http/problem.js';
import { SignInAgainNeeded } from './identity.problems.js';
import { Refuses } from '../platform/http/refuses.decorator.js';

export const NEEDS_FRESH_SIGN_IN = Symbol('needs a fresh sign-in');

/**
 * Declares that a route needs a session whose person gave their password within FRESH_SIGN_IN_MINUTES, because it gives
 * or takes away access. `POST /sessions/current/reauthentication` makes an older session fresh again.
 * @param problems further ones with which the route answers
 */
export const NeedsFreshSignIn = (...problems: readonly ProblemClass[]) =>
  applyDecorators(
    SetMetadata(NEEDS_FRESH_SIGN_IN, true),
    ApiExtension('x-needs-fresh-sign-in', true),
    Refuses(SignInAgainNeeded, ...problems),
  );
