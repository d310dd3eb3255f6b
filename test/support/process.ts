import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { until } from './until.js';

/** The built service in a process of its own, as `npm start` runs it. */
export interface ServiceProcess {
  url: string;
  pid: number;
  /** All that it printed so far. It prints on after it has become ready: see `printed`. */
  output(): string;
  /** Waits until it has printed what `pattern` looks for. @returns the first group of the pattern */
  printed(pattern: RegExp): Promise<string>;
  /** Ends it without any warning, like a power cut. */
  kill9(): Promise<void>;
  /** Asks it to end and waits; the exit code. */
  stop(): Promise<number | null>;
}

/** What it prints at its first start, for who makes the first administrator. */
export const INVITATION_CODE = /"code":\s*"([^"]+)"/;

/** What tests wait for must not wait for other tests. */
const DEFAULTS = { LOG_LEVEL: 'warn', TRANSCODE_NICENESS: '0', DATABASE_WAIT_SECONDS: '120' };

/** The service in a process of its own that has just been started, and need not be ready. */
export interface StartingProcess {
  child: ChildProcess;
  output(): string;
  ended: Promise<unknown>;
}

/** Starts the service and waits for nothing. @param settings environment of the process */
export function spawnService(settings: Record<string, string>): StartingProcess {
  const main = fileURLToPath(new URL('../../src/main.js', import.meta.url));
  const child = spawn(process.execPath, [main], {
    cwd: settings['DATA_DIR'] ?? '/tmp',
    env: { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '', ...DEFAULTS, ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return { child, output: collect(child), ended: once(child, 'exit') };
}

/** @param settings environment of the process; PORT must be given, so that it can be started again at the same place */
export async function startProcess(settings: Record<string, string> & { PORT: string }): Promise<ServiceProcess> {
  const { child, output, ended } = spawnService(settings);
  const url = `http://127.0.0.1:${settings.PORT}`;
  await untilReady(url, child, output);
  return {
    url,
    pid: child.pid ?? 0,
    output,
    printed: async (pattern) => {
      await until(`the service prints ${pattern}`, () => pattern.test(output()));
      return pattern.exec(output())?.[1] ?? '';
    },
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

/** Keeps all that it prints; a letter may come in two pieces. */
function collect({ stdout, stderr }: ChildProcess): () => string {
  const pieces: string[] = [];
  for (const stream of [stdout, stderr]) stream?.setEncoding('utf8').on('data', (text: string) => pieces.push(text));
  return () => pieces.join('');
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
