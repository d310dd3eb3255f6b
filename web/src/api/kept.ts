import { clear, createStore, delMany, entries, get, set } from 'idb-keyval';
import { Unreachable } from './problem.ts';

/** What was answered last, kept on this machine for pages that open without a network; never a password or a token. */
const store = createStore('vang', 'answers');
/** Older ones help nobody. */
const KEPT_MS = 14 * 86_400_000;

interface Kept<Body> {
  body: Body;
  /** In milliseconds since 1970. */
  at: number;
}

/** An answer, or the one that is kept while the service cannot be reached, with its hour. @throws Problem, Unreachable */
export async function orKept<Body>(key: string, ask: () => Promise<Body>): Promise<Body & { keptAt?: number }> {
  try {
    const body = await ask();
    await keep(key, body).catch(() => undefined);
    return body as Body & { keptAt?: number };
  } catch (error) {
    if (!(error instanceof Unreachable)) throw error;
    const kept = await keptAnswer<Body>(key).catch(() => undefined);
    if (!kept) throw error;
    return kept;
  }
}

/** Keeps an answer that came now. */
export const keep = (key: string, body: unknown): Promise<void> =>
  set(key, { body, at: Date.now() } satisfies Kept<unknown>, store);

/** The answer that is kept under a key, with its hour. */
export async function keptAnswer<Body>(key: string): Promise<(Body & { keptAt: number }) | undefined> {
  const kept = await get<Kept<Body>>(key, store);
  return kept && { ...kept.body, keptAt: kept.at };
}

/** Changes a kept answer by what this page knows since, e.g. a confirmation that was sent; its hour stays. */
export async function changeKept<Body>(key: string, change: (body: Body) => Body): Promise<void> {
  const kept = await get<Kept<Body>>(key, store);
  if (kept) await set(key, { ...kept, body: change(kept.body) } satisfies Kept<Body>, store);
}

/** An answer that is kept, under the key by which queries know it. */
export interface KeptAnswer {
  queryKey: string[];
  body: object;
  at: number;
}

/** The key of a kept answer, of that of its query; no part may hold a `/`. */
export const keptKey = (queryKey: readonly string[]): string => queryKey.join('/');

/** All that is kept, so that pages show it at once, before the first answer of the service. */
export async function keptAnswers(now: number): Promise<KeptAnswer[]> {
  const all = await entries<string, Kept<object>>(store);
  const old = all.filter(([, { at }]) => now - at > KEPT_MS);
  void delMany(
    old.map(([key]) => key),
    store,
  ).catch(() => undefined);
  return all.filter((entry) => !old.includes(entry)).map(([key, kept]) => ({ queryKey: key.split('/'), ...kept }));
}

/** Signing out leaves nothing on the machine but what is not sent yet. */
export const forgetAll = (): Promise<void> => clear(store);
