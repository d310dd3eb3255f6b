import { setTimeout as pause } from 'node:timers/promises';
import { ERRORS, type Lock, type Locker, type RequestRelease } from '@tus/server';

const WAIT_MS = 30_000;

interface Held {
  askToEnd: RequestRelease;
  released: Promise<void>;
  release: () => void;
}

/**
 * Allows one request at a time for each upload in this process. A second request asks the first to end, because a client
 * that reconnects has lost the connection that still seems open; it waits without polling, unlike the locker of @tus/server.
 * Two processes may write the same piece twice; that is harmless, as both write it to the same offset.
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
