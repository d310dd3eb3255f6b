import { randomBytes } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';

// What every authenticator app supports (RFC 6238): SHA-1, six digits, steps of 30 seconds.
const PERIOD_SECONDS = 30;
const SECRET_BYTES = 20;
const SIX_DIGITS = /^\d{6}$/;

/** A new secret, to be shared with an authenticator app. */
export const newTotpSecret = (): Buffer => randomBytes(SECRET_BYTES);

/** The secret as people type it into an app that cannot scan. */
export const asBase32 = (secret: Buffer): string => secretOf(secret).base32;

/** The `otpauth:` URI of the secret, which apps read from a QR code. */
export function otpauthUri(secret: Buffer, { issuer, login }: { issuer: string; login: string }): string {
  return new TOTP({ issuer, label: login, secret: secretOf(secret), period: PERIOD_SECONDS }).toString();
}

/**
 * The time step of a right code; undefined for a wrong one, and for one of the step `after` or an older one, which was
 * used before. The clock of the app may be one step ahead or behind.
 * @param code six digits
 */
export function stepOfCode(
  secret: Buffer,
  code: string,
  { at, after }: { at: Date; after: number },
): number | undefined {
  if (!SIX_DIGITS.test(code)) return undefined;
  const timestamp = at.getTime();
  const totp = new TOTP({ secret: secretOf(secret), period: PERIOD_SECONDS });
  const drift = totp.validate({ token: code, timestamp, window: 1 });
  if (drift === null) return undefined;
  const step = TOTP.counter({ period: PERIOD_SECONDS, timestamp }) + drift;
  return step > after ? step : undefined;
}

// Copied, because the memory of a small Buffer is shared with others.
const secretOf = (secret: Buffer): Secret => new Secret({ buffer: new Uint8Array(secret).buffer });
