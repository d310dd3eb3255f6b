import type { Settings } from '../../platform/config/config.js';

export const SESSION_COOKIE = 'vang_session';

/** Attributes of the session cookie; `Secure` when the service is reached by https. */
export function sessionCookie({ PUBLIC_URL }: Settings) {
  const secure = PUBLIC_URL?.startsWith('https:') ?? false;
  return { path: '/', httpOnly: true, sameSite: 'strict', secure } as const;
}
