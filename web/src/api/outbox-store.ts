import type { ProblemCode } from './problem.ts';
import type { Schemas } from './client.ts';

/** A word on a broadcast, kept on this machine until the service has answered it. */
export interface Tap {
  /** In the order of the taps. */
  seq: number;
  personId: string;
  personName: string;
  broadcastId: string;
  /** Sent as it is, each time the same: its `tap` is also the Idempotency-Key. */
  body: Schemas['NewConfirmation'];
  /** For people, when the service refuses it: `17:15 thứ Ba 24/11, Cải cách thể chế là gì?`. */
  about: string;
  /** It waits until then, so that it can be taken back; in milliseconds since 1970. */
  sendAfter: number;
  /** From its first sending on, it cannot be taken back. */
  isBegun: boolean;
  /** The sentence with which the service refused it for good. */
  refused?: string;
  /** Its code. */
  refusedAs?: ProblemCode;
}

export type NewTap = Omit<Tap, 'seq' | 'isBegun' | 'refused' | 'refusedAs'>;

const STORE = 'taps';
let database: Promise<IDBDatabase> | undefined;

/** All that is kept, in order. */
export const allTaps = (): Promise<Tap[]> =>
  inStore('readonly', (store, done) => {
    const request = store.getAll() as IDBRequest<Tap[]>;
    request.addEventListener('success', () => done(request.result));
  });

/** Keeps all or none; they are on disk when this answers. */
export const addTaps = (taps: readonly NewTap[]): Promise<void> =>
  inStore('readwrite', (store, done) => {
    for (const tap of taps) store.add({ ...tap, isBegun: false });
    done(undefined);
  });

/** Changes one as it is now; `undefined` drops it. Answers what became of it: undefined when it is not kept (any more). */
export const changeTap = (seq: number, change: (tap: Tap) => Tap | undefined): Promise<Tap | undefined> =>
  inStore('readwrite', (store, done) => {
    const request = store.get(seq) as IDBRequest<Tap | undefined>;
    request.addEventListener('success', () => {
      const next = request.result && change(request.result);
      if (next) store.put(next);
      else if (request.result) store.delete(seq);
      done(next);
    });
  });

/** Drops those whose sending has not begun; answers how many of them had begun. */
export const takeBack = (taps: ReadonlySet<string>): Promise<number> =>
  inStore('readwrite', (store, done) => {
    const request = store.getAll() as IDBRequest<Tap[]>;
    request.addEventListener('success', () => {
      const ours = request.result.filter(({ body }) => taps.has(body.tap));
      const waiting = ours.filter(({ isBegun }) => !isBegun);
      for (const { seq } of waiting) store.delete(seq);
      done(taps.size - waiting.length);
    });
  });

/** Answers once the transaction is on disk, not before. */
async function inStore<Result>(
  mode: IDBTransactionMode,
  work: (store: IDBObjectStore, done: (result: Result) => void) => void,
): Promise<Result> {
  database ??= open();
  const opened = await database.catch((error: unknown) => {
    database = undefined;
    throw error;
  });
  return new Promise((resolve, reject) => {
    let result: Result;
    const transaction = opened.transaction(STORE, mode, { durability: 'strict' });
    transaction.addEventListener('complete', () => resolve(result));
    transaction.addEventListener('abort', () =>
      reject(transaction.error ?? new Error('the outbox could not be written')),
    );
    work(transaction.objectStore(STORE), (answer) => (result = answer));
  });
}

const open = (): Promise<IDBDatabase> =>
  new Promise((resolve, reject) => {
    const request = indexedDB.open('vang-outbox', 1);
    request.addEventListener('upgradeneeded', () =>
      request.result.createObjectStore(STORE, { keyPath: 'seq', autoIncrement: true }),
    );
    request.addEventListener('success', () => {
      // The browser may close it, e.g. when the user clears data of sites: open it again then.
      request.result.addEventListener('close', () => (database = undefined));
      resolve(request.result);
    });
    request.addEventListener('error', () => reject(request.error ?? new Error('the outbox could not be opened')));
  });
