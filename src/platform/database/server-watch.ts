import { setTimeout as pause } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import type pg from 'pg';
import { clearAfterKill } from './cluster.js';
import type { ClusterLocation } from './cluster-location.js';
import { ClusterOfAnotherVersion, connectAsSuperuser, DataDirectoryInUse, takeOwnership } from './cluster-owner.js';
import { PostgresProcess } from './postgres-process.js';
import { RestartBudget, type RestartLimits } from './restart-budget.js';

/** The embedded PostgreSQL has ended too often and is not started again. */
export class PostgresFailed extends Error {}

export interface WatchOptions extends RestartLimits {
  /** Stops the server while it is starting. */
  signal: AbortSignal;
}

/** No restarts, for commands that need the server only for a while. */
const NEVER_AGAIN: RestartLimits = { restarts: 0, windowSeconds: 1, waitSeconds: 1 };
const LOOK_MS = 20;

/** Runs the server of a cluster and starts it again whenever it ends, at the same port, until it is stopped. */
export class ServerWatch {
  /** Settles when the restarts of the window are used up. */
  readonly failed: Promise<PostgresFailed>;
  private readonly logger = new Logger('database');
  private readonly budget: RestartBudget;
  private readonly stopping = new AbortController();
  private readonly signal: AbortSignal;
  private fail: (because: PostgresFailed) => void = () => undefined;
  private server: PostgresProcess | undefined;
  private owner: pg.Client | undefined;
  private ownerLost: Promise<void> | undefined;
  private watching: Promise<void> | undefined;

  /** @param port where it listens, at every start */
  constructor(
    private readonly location: ClusterLocation,
    readonly port: number,
    options: Partial<WatchOptions>,
  ) {
    this.budget = new RestartBudget({ ...NEVER_AGAIN, ...options });
    this.signal = options.signal ? AbortSignal.any([options.signal, this.stopping.signal]) : this.stopping.signal;
    this.failed = new Promise((resolve) => (this.fail = resolve));
  }

  get pid(): number | undefined {
    return this.server?.pid;
  }

  /** Starts the server and waits until it answers. @returns the connection of the owner, a superuser */
  async start(): Promise<pg.Client> {
    try {
      const owner = await this.launch();
      this.watching = this.watch();
      return owner;
    } catch (error) {
      await this.stop();
      throw error;
    }
  }

  /** Stops the server and watches it no longer. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.owner?.end().catch(() => undefined);
    await this.server?.stop();
    await this.watching;
  }

  /** Ends the server without waiting for it. */
  abandon(): void {
    this.stopping.abort();
    this.server?.abandon();
  }

  private async launch(): Promise<pg.Client> {
    this.server = await PostgresProcess.start(this.location, this.port);
    return this.own(this.server);
  }

  /** Connects as the owner as soon as the server answers, however long it recovers. */
  private async own(server: PostgresProcess): Promise<pg.Client> {
    for (;;) {
      if (this.signal.aborted) throw new PostgresFailed('PostgreSQL was stopped while it was starting.');
      if (server.hasEnded) throw new PostgresFailed(`PostgreSQL did not start: ${await server.ended}`);
      const client = await connectAsSuperuser(this.location, this.port).catch((error: unknown) => {
        if (error instanceof ClusterOfAnotherVersion) throw error;
      });
      const isMine = client && (await takeOwnership(client).catch(() => undefined));
      if (client && isMine) return this.ownedBy(client);
      await client?.end().catch(() => undefined);
      if (isMine === false) throw new DataDirectoryInUse(this.location.data);
      await pause(LOOK_MS);
    }
  }

  private ownedBy(client: pg.Client): pg.Client {
    this.owner = client;
    this.ownerLost = new Promise((resolve) => client.once('end', resolve));
    return client;
  }

  private async watch(): Promise<void> {
    while (!this.signal.aborted) {
      const { server } = this;
      if (!server) return;
      await Promise.race([server.ended, this.ownerLost]);
      if (this.signal.aborted) return;
      const again = server.hasEnded ? this.restart(await server.ended) : this.own(server).then(() => true);
      // The server may end while its owner connects again; the next turn sees it.
      if (!(await again.catch(() => true))) return;
    }
  }

  /** @returns false when it is not started again */
  private async restart(reason: string): Promise<boolean> {
    let because = reason;
    while (!this.signal.aborted) {
      const wait = this.budget.afterEnd(performance.now() / 1_000);
      if (wait === undefined) {
        this.fail(new PostgresFailed(`The embedded PostgreSQL ended too often, the last time: ${because}`));
        return false;
      }
      this.logger.warn({ because, inSeconds: wait, msg: 'the embedded PostgreSQL has ended; starting it again' });
      await pause(wait * 1_000, undefined, { signal: this.signal }).catch(() => undefined);
      if (this.signal.aborted) break;
      try {
        await clearAfterKill(this.location);
        await this.launch();
        this.logger.log({ pid: this.pid, msg: 'the embedded PostgreSQL runs again' });
        return true;
      } catch (error) {
        await this.server?.stop();
        because = error instanceof Error ? error.message : String(error);
      }
    }
    return false;
  }
}
