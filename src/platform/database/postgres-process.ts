import { type ChildProcess, spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { endsWithParent } from '../processes/parent-death.js';
import type { ClusterLocation } from './cluster-location.js';

/** TCP on loopback only; every connection needs a password. */
const SETTINGS = ['listen_addresses=127.0.0.1', "unix_socket_directories=''", 'max_connections=200'];

/** How many of its last lines are kept to explain its end. */
const KEPT_LINES = 20;
const STOP_MS = 60_000;

/** Errors of connections, e.g. of one that came while the server was starting. */
const TOLD_TO_CLIENTS = /the database system is|terminating connection|authentication failed/;

/** A PostgreSQL server that this process has started, and that ends with this process. */
export class PostgresProcess {
  /** Settles when it has ended, with the reason in one line. */
  readonly ended: Promise<string>;
  hasEnded = false;
  private readonly lines: string[] = [];

  private constructor(private readonly child: ChildProcess) {
    this.ended = this.untilEnded();
  }

  /** Starts a server on the cluster. It is not ready yet. Its messages are appended to `server.log` in the cluster. */
  static async start(location: ClusterLocation, port: number): Promise<PostgresProcess> {
    const { binaries, data, as } = location;
    const server = [join(binaries, 'postgres'), '-D', data, '-p', String(port)];
    const settings = SETTINGS.flatMap((setting) => ['-c', setting.replace("''", '')]);
    const [program = '', ...words] = [...(await endsWithParent('INT')), ...server, ...settings];
    // In a session of its own: Ctrl-C reaches the service only, which stops the server after the last requests.
    const child = spawn(program, words, { ...as, cwd: '/', detached: true, stdio: ['ignore', 'ignore', 'pipe'] });
    return new PostgresProcess(child).keepingMessages(join(data, 'server.log'));
  }

  get pid(): number | undefined {
    return this.child.pid;
  }

  /** Ends its connections and stops it. @returns when it has ended */
  async stop(): Promise<void> {
    if (!this.hasEnded) this.child.kill('SIGINT');
    const late = setTimeout(() => this.child.kill('SIGQUIT'), STOP_MS);
    await this.ended;
    clearTimeout(late);
  }

  /** Ends it without waiting for it. */
  abandon(): void {
    if (!this.hasEnded) this.child.kill('SIGINT');
  }

  private keepingMessages(path: string): this {
    const log = createWriteStream(path, { flags: 'a', mode: 0o600 });
    // A full disk must not end this process.
    log.on('error', () => undefined);
    if (!this.child.stderr) return this;
    createInterface({ input: this.child.stderr })
      .on('line', (line) => {
        this.lines.push(line);
        if (this.lines.length > KEPT_LINES) this.lines.shift();
        log.write(`${line}\n`);
      })
      .on('close', () => log.end());
    return this;
  }

  private async untilEnded(): Promise<string> {
    const how = await new Promise<string>((resolve) => {
      this.child.once('exit', (code, signal) => resolve(signal ?? `exit code ${code}${this.lastError()}`));
      this.child.once('error', ({ message }) => resolve(message));
    });
    this.hasEnded = true;
    return how;
  }

  /** Why the server itself has ended; what it told its clients is no reason. */
  private lastError(): string {
    const isReason = (line: string) => /(PANIC|FATAL): /.test(line) && !TOLD_TO_CLIENTS.test(line);
    const line = this.lines.findLast(isReason);
    return line ? `; ${line.replace(/^.*?(PANIC|FATAL): */, '')}` : '';
  }
}
