import { randomBytes } from 'node:crypto';
import { hashRaw } from '@node-rs/argon2';

const HOW_MANY = 10;
const LENGTH = 10;
// Crockford's: without letters that look like a digit or another letter. 32 of them, so a character has five bits.
const LETTERS = '0123456789abcdefghjkmnpqrstvwxyz';
const SALT_BYTES = 16;

/** Recovery codes as a set: they are hashed with one salt, so that a code is looked up with one hash and not with ten. */
export interface RecoveryCodes {
  /** To be shown once, e.g. `7k2mq-x0d9w`. */
  shown: string[];
  salt: Buffer;
  hashes: Buffer[];
}

/** Ten new codes of 50 random bits each. */
export async function newRecoveryCodes(): Promise<RecoveryCodes> {
  const codes = Array.from({ length: HOW_MANY }, newCode);
  const salt = randomBytes(SALT_BYTES);
  const hashes = await Promise.all(codes.map((code) => hashRecoveryCode(code, salt)));
  return { shown: codes.map((code) => `${code.slice(0, LENGTH / 2)}-${code.slice(LENGTH / 2)}`), salt, hashes };
}

/** The recovery code that somebody typed, in its stored form; undefined when it cannot be one. */
export function readRecoveryCode(typed: string): string | undefined {
  const code = typed.toLowerCase().replaceAll(/[\s-]/g, '').replaceAll('o', '0').replaceAll(/[il]/g, '1');
  return code.length === LENGTH && [...code].every((letter) => LETTERS.includes(letter)) ? code : undefined;
}

/** Slow on purpose: 50 bits could be tried out on a copy of the database. */
export function hashRecoveryCode(code: string, salt: Buffer): Promise<Buffer> {
  return hashRaw(code, { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1, salt });
}

const newCode = (): string => Array.from(randomBytes(LENGTH), (byte) => LETTERS[byte % LETTERS.length]).join('');
