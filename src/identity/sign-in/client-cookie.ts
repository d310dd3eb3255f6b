import type { Settings } from '../../platform/config/config.js';
import { sessionCookie } from '../sessions/session-cookie.js';

/** Marks a browser on which somebody signed in. It grants nothing; the throttle lets known browsers through. */
export const CLIENT_COOKIE = 'vang_client';

/** As the session cookie, for `days`, and sent with sign-ins only. */
export function clientCookie(settings: Settings) {
  return { ...sessionCookie(settings), path: '/api/v1/sessions', maxAge: settings.KNOWN_CLIENT_DAYS * 86_400 } as const;
}
