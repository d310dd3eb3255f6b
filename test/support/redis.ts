import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { freePort } from './free-port.js';
import { until } from './until.js';

/** A Redis of a test's own, on loopback. */
export interface TestRedis {
  url: string;
  stop(): Promise<void>;
  /** Kills it without warning. */
  kill9(): Promise<void>;
}

/** Whether this machine has Redis. If not, tests are skipped, and a line on standard error says so. */
export function hasRedis(): boolean {
  try {
    execFileSync('redis-server', ['--version']);
    return true;
  } catch {
    process.stderr.write('SKIPPED: this machine has no redis-server, so nothing is tested with queues in Redis.\n');
    return false;
  }
}

/** @param url of one that was stopped, to have it back at the same place with nothing in it */
export async function startRedis(earlier?: string): Promise<TestRedis> {
  const folder = await mkdtemp(join(tmpdir(), 'vang-redis-'));
  const port = earlier ? Number(new URL(earlier).port) : await freePort();
  const where = ['--bind', '127.0.0.1', '--port', String(port), '--dir', folder];
  const server = spawn('redis-server', [...where, '--save', '', '--maxmemory-policy', 'noeviction'], {
    stdio: 'ignore',
  });
  const ended = once(server, 'exit');
  const url = `redis://127.0.0.1:${port}`;
  await untilAnswering(url);
  const end = async (signal: NodeJS.Signals) => {
    server.kill(signal);
    await ended;
    await rm(folder, { recursive: true, force: true });
  };
  return { url, stop: () => end('SIGTERM'), kill9: () => end('SIGKILL') };
}

async function untilAnswering(url: string): Promise<void> {
  const client = new Redis(url, { lazyConnect: true, retryStrategy: () => null, maxRetriesPerRequest: 0 });
  client.on('error', () => undefined);
  await until('redis-server answers', async () => {
    const answer = await client.connect().then(
      () => client.ping(),
      () => undefined,
    );
    return answer === 'PONG';
  }).finally(() => client.disconnect());
}
