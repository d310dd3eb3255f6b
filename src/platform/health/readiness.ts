import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Config } from '../config/config.js';
import { inTime } from '../in-time.js';
import { CachedAnswer } from '../cached-answer.js';
import { QueueLengths } from '../queue/queue-lengths.js';
import { MediaDisk } from '../storage/media-disk.js';
import { Processes } from './processes.js';
import type { PartFault, PartName } from './readiness.schemas.js';

/** How long a part may take to answer, in milliseconds: less than load balancers wait. */
const TIMEOUT_MS = 2_000;

/** A part of what the service needs. */
export interface Part {
  name: PartName;
  /** Whether this process can serve nobody without it. */
  isEssential: boolean;
  /** What is wrong with it; null when nothing is. Never throws, and returns in time. */
  fault(): Promise<PartFault | null>;
}

/** What this process needs, and whether it is there. */
@Injectable()
export class Readiness {
  /** @returns all parts, in the order in which they are named */
  readonly parts: readonly Part[];

  constructor(source: DataSource, queues: QueueLengths, processes: Processes, disk: MediaDisk, config: Config) {
    // Without queues, people and stations are answered, and the work waits in the database; a worker has nothing to do.
    const isOnlyWorker = config.settings.ROLE === 'worker';
    const part = (name: PartName, isEssential: boolean, ask: () => Promise<PartFault | null>): Part => {
      // Once at a time: what asks a store that does not answer waits for it.
      const kept = new CachedAnswer(ask, 0);
      const fault = () => inTime(kept.get(), TIMEOUT_MS).catch(() => 'no-answer' as const);
      return { name, isEssential, fault };
    };
    this.parts = [
      part('database', true, () => source.query('SELECT 1').then(() => null)),
      part('queues', isOnlyWorker, () => queues.ping().then(() => null)),
      part('workers', false, async () => ((await processes.hasWorker()) ? null : 'none-alive')),
      part('disk', false, () => disk.faultNow()),
    ];
  }
}
