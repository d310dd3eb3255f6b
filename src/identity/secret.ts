import { createHash, randomBytes } from 'node:crypto';

/** A new secret to be shown once: 256 bits, base64url. */
export const newSecret = (): string => randomBytes(32).toString('base64url');

/** What is stored of a secret. Secrets of full entropy need no slow hash. */
export const hashSecret = (secret: string): Buffer => createHash('sha256').update(secret).digest();
