import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { WorkerOptions } from 'bullmq';
import type { QueueLocation } from '../../src/platform/queue/queue-backend.js';
import { until } from './until.js';

/** Where a worker works, and how. */
export interface Workplace {
  place: QueueLocation;
  name: string;
  options: Partial<WorkerOptions>;
}

/** A real process that works at a queue (queue-worker.ts). */
export interface WorkerProcess {
  /** Data of the jobs it began, in order. */
  begun: unknown[];
  /** Lets its running jobs continue. */
  open(): void;
  /** Ends it without any warning, like a power cut. */
  kill9(): Promise<void>;
  /** Lets it finish its running jobs and exit. Afterwards every job that it started is known. */
  stop(): Promise<void>;
}

interface Message {
  began?: unknown;
  ready?: true;
  stopped?: true;
}

export async function startWorkerProcess(where: Workplace): Promise<WorkerProcess> {
  const script = fileURLToPath(new URL('queue-worker.js', import.meta.url));
  const env = { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '' };
  const child = fork(script, [JSON.stringify(where)], {
    execArgv: [],
    env,
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  const ended = once(child, 'exit');
  const begun: unknown[] = [];
  const received: Message = {};
  let complaints = '';
  child.stderr?.on('data', (text: Buffer) => (complaints += text.toString()));
  child.on('message', (message: Message) => {
    if ('began' in message) begun.push(message.began);
    else Object.assign(received, message);
  });
  const hear = (what: 'ready' | 'stopped') =>
    until(`a worker process is ${what}`, () => {
      if (received[what]) return true;
      if (child.exitCode !== null) throw new Error(`a worker process ended with ${child.exitCode}: ${complaints}`);
      return false;
    });
  await hear('ready');
  return {
    begun,
    open: () => void child.send('open'),
    kill9: async () => {
      child.kill('SIGKILL');
      await ended;
    },
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.send('stop');
      await hear('stopped');
      await ended;
    },
  };
}
