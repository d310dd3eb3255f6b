import { type BeforeApplicationShutdown, Injectable, Logger } from '@nestjs/common';
import { outageOf } from '../../platform/database/outage.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import type { Device } from './device.entity.js';
import { storeLastSeen } from './devices.queries.js';

/** How exact `lastSeenAt` is: it is written once in this time for each device. */
export const LAST_SEEN_EXACT_TO_MS = 60_000;
const COLLECT_MS = 250;

/**
 * When each device was seen last, by any of its calls. Calls do not wait for it: what several devices do within a quarter
 * of a second is written in one transaction. If the process is killed, the next call of the device makes up for it.
 */
@Injectable()
export class LastSeenStore implements BeforeApplicationShutdown {
  private readonly logger = new Logger('devices');
  private seen = new Map<string, Date>();
  private timer: NodeJS.Timeout | undefined;
  private writing: Promise<void> = Promise.resolve();

  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** Notes that the device was seen at `at`, unless that is known up to a minute. */
  note({ id, lastSeenAt }: Pick<Device, 'id' | 'lastSeenAt'>, at: Date): void {
    if (lastSeenAt && at.getTime() - lastSeenAt.getTime() < LAST_SEEN_EXACT_TO_MS) return;
    this.seen.set(id, at);
    this.timer ??= setTimeout(() => void this.write(), COLLECT_MS).unref();
  }

  beforeApplicationShutdown(): Promise<void> {
    return this.write();
  }

  /** Its row is being changed, e.g. because it renews its token. */
  private noteAgain(id: string, at: Date | undefined): void {
    if (at && !this.seen.has(id)) this.note({ id, lastSeenAt: null }, at);
  }

  /** One write after the other. Never throws. */
  private write(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.writing = this.writing.then(() => this.writeCollected());
    return this.writing;
  }

  private async writeCollected(): Promise<void> {
    const seen = this.seen;
    this.seen = new Map();
    if (seen.size === 0) return;
    try {
      const busy = await this.unitOfWork.run((work) => storeLastSeen(work, seen, LAST_SEEN_EXACT_TO_MS));
      for (const id of busy) this.noteAgain(id, seen.get(id));
    } catch (error) {
      const cause = outageOf(error) && error instanceof Error ? { because: error.message } : { err: error };
      this.logger.warn({
        ...cause,
        msg: 'could not store when devices were seen: their next calls are stored instead',
      });
    }
  }
}
