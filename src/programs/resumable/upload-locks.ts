import { setTimeout as pause } from 'node:timers/promises';
import { ERRORS, type Lock, type Locker, type RequestRelease } from '@tus/server';

const WAIT_MS = 30_000;

interface Held {
  askToEnd: RequestRelease;
  released: Promise<void>;
  release: () => void;
}

/**
 * One request at a time for each upload, in this process. Another one asks the first to end, as a client that comes back has
 * lost the connection that still seems to be there, and waits without any work, unlike the locker that comes with tus.
 * Two processes may write the same piece twice: to the same place, so that harms nothing.
 */
export class UploadLocks implements Locker {
  private readonly held = new Map<string, Held>();

  newLock(id: string): Lock {
    return {
      lock: (signal, askToEnd) => this.take(id, signal, askToEnd),
      unlock: async () => this.giveBack(id),
    };
  }

  private async take(id: string, signal: AbortSignal, askToEnd: RequestRelease): Promise<void> {
    const settled = new AbortController();
    const stop = AbortSignal.any([signal, settled.signal]);
    const late = pause(WAIT_MS, 'late', { signal: stop, ref: false }).catch(() => 'late');
    try {
      for (let other = this.held.get(id); other; other = this.held.get(id)) {
        await other.askToEnd();
        if ((await Promise.race([other.released, late])) === 'late') throw ERRORS.ERR_LOCK_TIMEOUT;
      }
    } finally {
      settled.abort();
    }
    let release = () => undefined as void;
    const released = new Promise<void>((resolve) => (release = resolve));
    this.held.set(id, { askToEnd, released, release });
  }

  private giveBack(id: string): void {
    const { release } = this.held.get(id) ?? {};
    this.held.delete(id);
    release?.();
  }
}
