import { hash, type Options, verify } from '@node-rs/argon2';
import { WeakPassword } from './passwords.problems.js';
import { newSecret } from '../secret.js';
import { weaknessOf } from './weakness.js';

// Argon2id at the cost that OWASP recommends first. A number, because the package's enum does not exist at run time.
const COST: Options = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 };

const hashOfNobody = hash(newSecret(), COST);

/**
 * The hash to store for a newly chosen password.
 * @throws WeakPassword when it has fewer than `least` characters, is the login itself, or would be guessed first
 */
export async function hashPassword(password: string, about: { login: string; least: number }): Promise<string> {
  const weakness = weaknessOf(password, about);
  if (weakness) throw new WeakPassword(weakness);
  return hash(normalized(password), COST);
}

/**
 * Whether `password` is the one that was stored. Without a stored hash the answer is no and takes as long, so that the
 * time does not reveal which logins exist.
 */
export async function verifyPassword(stored: string | null, password: string): Promise<boolean> {
  const matches = await verify(stored ?? (await hashOfNobody), normalized(password));
  return matches && stored !== null;
}

// Some keyboards send a Vietnamese letter as one character, some as a letter and a tone mark.
const normalized = (password: string): string => password.normalize('NFKC');
