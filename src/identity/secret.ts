import { createHash, randomBytes } from 'node:crypto';

/** A new secret, to be shown once: 256 random bits, base64url. */
export const newSecret = (): string => randomBytes(32).toString('base64url');

/** The hash to store instead of the secret. Random secrets need no slow hash. */
export const hashSecret = (secret: string): Buffer => createHash('sha256').update(secret).digest();
