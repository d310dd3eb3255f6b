import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { until } from './until.js';

/** The built service in a process of its own, as `npm start` runs it. */
export interface ServiceProcess {
  url: string;
  pid: number;
  /** All that it printed so far. */
  output(): string;
  /** Ends it without any warning, like a power cut. */
  kill9(): Promise<void>;
  /** Asks it to end and waits; the exit code. */
  stop(): Promise<number | null>;
}

/** @param settings environment of the process; PORT must be given, so that it can be started again at the same place */
export async function startProcess(settings: Record<string, string> & { PORT: string }): Promise<ServiceProcess> {
  const main = fileURLToPath(new URL('../../src/main.js', import.meta.url));
  const child = spawn(process.execPath, [main], {
    cwd: settings['DATA_DIR'] ?? '/tmp',
    env: { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '', LOG_LEVEL: 'warn', ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const lines: string[] = [];
  child.stdout.on('data', (text: Buffer) => lines.push(text.toString()));
  child.stderr.on('data', (text: Buffer) => lines.push(text.toString()));
  const url = `http://127.0.0.1:${settings.PORT}`;
  await untilReady(url, child, () => lines.join(''));
  const ended = once(child, 'exit');
  return {
    url,
    pid: child.pid ?? 0,
    output: () => lines.join(''),
    kill9: async () => {
      child.kill('SIGKILL');
      await ended;
    },
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
      return child.exitCode;
    },
  };
}

async function untilReady(url: string, child: ChildProcess, output: () => string): Promise<void> {
  const isReady = async () => {
    if (child.exitCode !== null) throw new Error(`the service ended with ${child.exitCode}: ${output()}`);
    return (await fetch(`${url}/health/ready`).catch(() => undefined))?.ok === true;
  };
  await until('the service is ready', isReady).catch((error: unknown) => {
    child.kill('SIGKILL');
    throw new Error(`${String(error)}: ${output()}`);
  });
}
