import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { projectRoot } from '../../src/platform/version.js';

const POLL_MS = 20;

/** The built service in a process of its own, as `npm start` runs it. */
export interface ServiceProcess {
  url: string;
  pid: number;
  /** All that it printed so far. */
  output(): string;
  /** Stops it and waits. @throws Error unless it exits with 0 */
  stop(): Promise<void>;
}

/** Starts it and waits for the first `200` of /health/ready. @param settings as in .env.example */
export async function startServiceProcess(
  settings: Record<string, string> & { DATA_DIR: string },
): Promise<ServiceProcess> {
  const port = await freePort();
  const child = spawn(process.execPath, [join(projectRoot(), 'dist', 'src', 'main.js')], {
    cwd: settings.DATA_DIR,
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], LOG_LEVEL: 'warn', PORT: String(port), ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const lines: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text: Buffer) => lines.push(text.toString()));
  const output = () => lines.join('');
  const exited = once(child, 'exit');
  const url = `http://127.0.0.1:${port}`;
  while (!(await isReady(url))) {
    if (child.exitCode !== null) throw new Error(`the service ended with ${child.exitCode}: ${output()}`);
    await pause(POLL_MS);
  }
  const stop = async () => {
    child.kill('SIGTERM');
    await exited;
    if (child.exitCode !== 0) throw new Error(`the service ended with ${child.exitCode}: ${output()}`);
  };
  return { url, pid: child.pid ?? 0, output, stop };
}

const isReady = async (url: string) => (await fetch(`${url}/health/ready`).catch(() => undefined))?.ok === true;

/** A port on loopback that nobody listens on at this moment. */
async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  return typeof address === 'object' && address ? address.port : 0;
}
