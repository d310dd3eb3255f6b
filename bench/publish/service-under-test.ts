import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { projectRoot } from '../../src/platform/version.js';

const POLL_MS = 50;

/** What the process of the service measures of itself, in milliseconds and MB. */
export type Question = 'watch-loop' | 'loop-block' | 'tick' | 'unfinished' | 'memory';

/** The service in a process of its own. */
export class ServiceUnderTest {
  private constructor(
    private readonly child: ChildProcess,
    readonly url: string,
    /** What it printed at its start: how to create the first administrator. */
    readonly printed: string,
  ) {}

  /** @param settings as in .env.example */
  static async start(settings: Record<string, string> & { DATA_DIR: string }): Promise<ServiceUnderTest> {
    const child = fork(join(projectRoot(), 'dist', 'bench', 'publish', 'measured-service.js'), {
      cwd: settings.DATA_DIR,
      env: { PATH: process.env['PATH'], HOME: process.env['HOME'], LOG_LEVEL: 'error', PORT: '0', ...settings },
    });
    const { url, printed } = await messageFrom<{ url: string; printed: string }>(child);
    return new ServiceUnderTest(child, url, printed);
  }

  /** One question at a time. */
  async ask(question: Question): Promise<number> {
    const answered = messageFrom<{ answer: number }>(this.child);
    this.child.send(question);
    return (await answered).answer;
  }

  /**
   * Waits until its queues and its durable events are done, so that what follows from one turn does not disturb the next.
   * @returns how long that took, in milliseconds
   */
  async untilQuiet(): Promise<number> {
    const began = performance.now();
    while ((await this.ask('unfinished')) > 0) await pause(POLL_MS);
    return performance.now() - began;
  }

  async stop(): Promise<void> {
    if (!this.child.connected) return;
    const ended = once(this.child, 'exit');
    this.child.disconnect();
    await ended;
  }
}

/** @throws Error when the process ends instead */
async function messageFrom<Message>(child: ChildProcess): Promise<Message> {
  const over = new AbortController();
  const { signal } = over;
  const ended = once(child, 'exit', { signal }).then(([code]) => {
    throw new Error(`the service ended with ${code}`);
  });
  const message = once(child, 'message', { signal }).then(([value]) => value as Message);
  // What is not waited for any more ends with an AbortError.
  ended.catch(() => undefined);
  message.catch(() => undefined);
  try {
    return await Promise.race([message, ended]);
  } finally {
    over.abort();
  }
}
