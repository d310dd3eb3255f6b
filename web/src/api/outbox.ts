import { addTaps, allTaps, changeTap, type NewTap, takeBack, type Tap } from './outbox-store.ts';

export type { Tap } from './outbox-store.ts';

/** As long as the toast that offers to take it back. */
const HELD_MS = 10_000;

type Listener = () => void;

/** What people said and the service does not know yet. It survives the page, the browser and the phone. */
class Outbox {
  private taps: readonly Tap[] = [];
  private readonly listeners = new Set<Listener>();
  private readonly whenAdded = new Set<Listener>();
  private readonly otherPages = new BroadcastChannel('vang-outbox');

  constructor() {
    this.otherPages.addEventListener('message', () => void this.read());
    void this.read();
  }

  /** Resolves once they are on disk: show them then, and not before. */
  async add(taps: readonly Omit<NewTap, 'sendAfter'>[]): Promise<void> {
    const sendAfter = Date.now() + HELD_MS;
    await addTaps(taps.map((tap) => ({ ...tap, sendAfter })));
    await this.changed();
    for (const listener of this.whenAdded) listener();
  }

  /** Takes back what has not been sent; answers how many were sent already. */
  async takeBack(taps: readonly string[]): Promise<number> {
    const sent = await takeBack(new Set(taps));
    await this.changed();
    return sent;
  }

  async change(seq: number, change: (tap: Tap) => Tap | undefined): Promise<Tap | undefined> {
    const tap = await changeTap(seq, change);
    await this.changed();
    return tap;
  }

  /** Once somebody has read why it was refused. */
  readonly drop = (seq: number): Promise<unknown> => this.change(seq, () => undefined);

  readonly subscribe = (listener: Listener): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly subscribeToAdded = (listener: Listener): (() => void) => {
    this.whenAdded.add(listener);
    return () => this.whenAdded.delete(listener);
  };

  readonly current = (): readonly Tap[] => this.taps;

  /** Also what other pages of this browser have kept meanwhile. */
  async read(): Promise<readonly Tap[]> {
    this.taps = await allTaps().catch(() => this.taps);
    for (const listener of this.listeners) listener();
    return this.taps;
  }

  private async changed(): Promise<void> {
    await this.read();
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel reaches pages of this origin only
    this.otherPages.postMessage('changed');
  }
}

export const outbox = new Outbox();

/** Whether it is still to be sent, by whoever tapped. */
export const isUnsent = ({ refused }: Tap): boolean => refused === undefined;

/** When a tap may be sent: a clock that was set back must not hold it for longer than usual. */
export const isRipe = ({ sendAfter }: Tap, now: number): boolean => now >= sendAfter || sendAfter - now > HELD_MS;
