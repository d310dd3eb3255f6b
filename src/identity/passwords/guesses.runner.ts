import { Worker } from 'node:worker_threads';
import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import type { Guesses } from './guesses.js';
import type { GuessesRequest } from './guesses-thread.js';

/** The thread, with its 70 MB of lists, ends when no password was estimated for this long. */
const IDLE_MS = 60_000;

interface Answer {
  id: number;
  guesses: Guesses;
}

interface Asked {
  resolve(guesses: Guesses): void;
  reject(error: Error): void;
}

/** Estimates passwords in a thread of its own, which starts with the first one, so that no request waits for another's. */
@Injectable()
export class GuessesRunner implements OnModuleDestroy {
  private thread: Worker | undefined;
  private idle: NodeJS.Timeout | undefined;
  private readonly asked = new Map<number, Asked>();
  private lastId = 0;

  /** As `guessesFor`. @throws Error when the thread fails */
  estimate(password: string, words: readonly string[]): Promise<Guesses> {
    clearTimeout(this.idle);
    this.thread ??= this.start();
    this.thread.ref();
    const request: GuessesRequest = { id: (this.lastId += 1), password, words };
    return new Promise((resolve, reject) => {
      this.asked.set(request.id, { resolve, reject });
      this.thread?.postMessage(request);
    });
  }

  async onModuleDestroy(): Promise<void> {
    await this.end(new Error('The service is shutting down.'));
  }

  private start(): Worker {
    const thread = new Worker(new URL('./guesses-thread.js', import.meta.url));
    thread.on('message', ({ id, guesses }: Answer) => {
      this.asked.get(id)?.resolve(guesses);
      this.asked.delete(id);
      if (this.asked.size === 0) this.rest(thread);
    });
    thread.on('error', (error: Error) => void this.end(error));
    return thread;
  }

  private rest(thread: Worker): void {
    thread.unref();
    this.idle = setTimeout(() => void this.end(new Error('idle')), IDLE_MS);
    this.idle.unref();
  }

  private async end(reason: Error): Promise<void> {
    const { thread } = this;
    clearTimeout(this.idle);
    this.thread = undefined;
    for (const { reject } of this.asked.values()) reject(reason);
    this.asked.clear();
    await thread?.terminate();
  }
}
