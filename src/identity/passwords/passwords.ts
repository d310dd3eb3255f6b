import { hash, type Options, verify } from '@node-rs/argon2';
import { newSecret } from '../secret.js';

// Argon2id at the cost that OWASP recommends first. A number, because the package's enum does not exist at run time.
const COST: Options = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 };

const hashOfNobody = hash(newSecret(), COST);

/** The hash to store for a password. */
export async function hashPassword(password: string): Promise<string> {
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

/** Some keyboards send a Vietnamese letter as one character, some as a letter and a tone mark. */
export const normalized = (password: string): string => password.normalize('NFKC');
