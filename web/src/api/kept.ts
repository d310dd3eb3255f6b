import { clear, createStore, del, get, set } from 'idb-keyval';
import { Unreachable } from './problem.ts';

/** What was answered last, kept on this machine for pages that open without a network; never a password or a token. */
const store = createStore('vang', 'answers');

interface Kept<Body> {
  body: Body;
  /** In milliseconds since 1970. */
  at: number;
}

/** An answer, or the one that is kept while the service cannot be reached, with its hour. @throws Problem, Unreachable */
export async function orKept<Body>(key: string, ask: () => Promise<Body>): Promise<Body & { keptAt?: number }> {
  try {
    const body = await ask();
    await set(key, { body, at: Date.now() } satisfies Kept<Body>, store).catch(() => undefined);
    return body as Body & { keptAt?: number };
  } catch (error) {
    if (!(error instanceof Unreachable)) throw error;
    const kept = await get<Kept<Body>>(key, store).catch(() => undefined);
    if (!kept) throw error;
    return { ...kept.body, keptAt: kept.at };
  }
}

/** Of one answer, e.g. when nobody is signed in any more. */
export const forget = (key: string): Promise<void> => del(key, store);

/** Signing out leaves nothing on the machine. */
export const forgetAll = (): Promise<void> => clear(store);
