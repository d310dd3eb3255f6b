import { type BeforeApplicationShutdown, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock } from '../clock/clock.js';
import { Config } from '../config/config.js';
import { thisMachine } from '../processes/this-machine.js';
import { uuidv7 } from '../uuid.js';
import { packageVersion } from '../version.js';
import {
  isWorkerAlive,
  type LivingProcess,
  livingProcesses,
  type NewProcess,
  removeProcess,
  writeHeartbeat,
} from './processes.queries.js';

/** A process that missed so many heartbeats may be dead. */
const MISSED_HEARTBEATS = 3;

/** The processes of the service on all machines: each writes a heartbeat, and removes itself when it stops. */
@Injectable()
export class Processes implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('processes');
  private readonly itself: NewProcess;
  private readonly heartbeatSeconds: number;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly source: DataSource,
    { settings }: Config,
    clock: Clock,
  ) {
    const { ROLE: role, HEARTBEAT_SECONDS } = settings;
    this.heartbeatSeconds = HEARTBEAT_SECONDS;
    this.itself = { id: uuidv7(), role, machine: '', version: packageVersion(), facts: {}, startedAt: clock.now() };
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.beat();
    this.timer = setInterval(() => void this.beat(), this.heartbeatSeconds * 1_000).unref();
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await removeProcess(this.source, this.itself.id).catch(() => undefined);
  }

  /** Adds a fact about this process to its heartbeats, e.g. the version of ffmpeg. */
  async describe(facts: Record<string, string>): Promise<void> {
    Object.assign(this.itself.facts, facts);
    await this.beat();
  }

  /** Those that run, the one that runs longest first. */
  living(): Promise<LivingProcess[]> {
    return livingProcesses(this.source, MISSED_HEARTBEATS * this.heartbeatSeconds);
  }

  /** Whether this process takes jobs, or some other one that runs. */
  async hasWorker(): Promise<boolean> {
    if (this.itself.role !== 'api') return true;
    return isWorkerAlive(this.source, MISSED_HEARTBEATS * this.heartbeatSeconds);
  }

  /** Never throws: an unavailable database is no reason to stop, and the next heartbeat may reach it. */
  private async beat(): Promise<void> {
    try {
      this.itself.machine ||= (await thisMachine()).machine;
      await writeHeartbeat(this.source, this.itself);
    } catch (err) {
      this.logger.debug?.({ err, msg: 'could not write a heartbeat; the next one may be written' });
    }
  }
}
