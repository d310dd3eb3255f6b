interface Waiting {
  isKnown: boolean;
  start: () => void;
  drop: () => void;
}

/** The queue is full, and this task belongs to the key with the most waiting tasks. */
export class QueueFull extends Error {}

/**
 * Runs tasks a few at a time, one of each key, and the keys in turn: a key with a thousand waiting tasks delays the task of
 * another key by one task, not by a thousand. When the queue is full, the key with the most waiting tasks loses its last.
 * Known keys come first and are dropped last: anybody can invent thousands of the others.
 */
export class FairQueue {
  private readonly waiting = new Map<string, Waiting[]>();
  private readonly running = new Set<string>();
  private waitingCount = 0;

  /** @param limits tasks that run at once, and tasks that wait in all */
  constructor(private readonly limits: { atOnce: number; waiting: number }) {}

  /**
   * @param isKnown the same for all tasks of a key
   * @throws QueueFull
   */
  async run<Result>(key: string, task: () => Promise<Result>, { isKnown = false } = {}): Promise<Result> {
    if (this.running.size >= this.limits.atOnce || this.running.has(key)) await this.turnOf(key, isKnown);
    else this.running.add(key);
    try {
      return await task();
    } finally {
      this.running.delete(key);
      this.startNext();
    }
  }

  private turnOf(key: string, isKnown: boolean): Promise<void> {
    return new Promise((resolve, reject) => {
      const mine = this.waiting.get(key) ?? [];
      mine.push({ isKnown, start: resolve, drop: () => reject(new QueueFull()) });
      this.waiting.set(key, mine);
      this.waitingCount += 1;
      if (this.waitingCount > this.limits.waiting) this.dropOne();
    });
  }

  private dropOne(): void {
    const all = [...this.waiting];
    const strangers = all.filter(([, [first]]) => !first?.isKnown);
    const lines = strangers.length > 0 ? strangers : all;
    const longest = Math.max(...lines.map(([, { length }]) => length));
    const found = lines.find(([, tasks]) => tasks.length === longest);
    if (found) this.takeFrom(found[0], found[1].pop())?.drop();
  }

  /** Starts the first task whose key is not running, of a known key if there is one; that key goes to the end of the line. */
  private startNext(): void {
    if (this.running.size >= this.limits.atOnce) return;
    const ready = [...this.waiting].filter(([key]) => !this.running.has(key));
    const next = ready.find(([, [first]]) => first?.isKnown) ?? ready[0];
    if (!next) return;
    const [key, tasks] = next;
    const task = this.takeFrom(key, tasks.shift());
    if (tasks.length > 0) {
      this.waiting.delete(key);
      this.waiting.set(key, tasks);
    }
    this.running.add(key);
    task?.start();
  }

  private takeFrom(key: string, task: Waiting | undefined): Waiting | undefined {
    this.waitingCount -= 1;
    if (this.waiting.get(key)?.length === 0) this.waiting.delete(key);
    return task;
  }
}
