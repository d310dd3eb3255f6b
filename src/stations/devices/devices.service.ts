import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { MoreThan, type Repository } from 'typeorm';
import { hashSecret } from '../../identity/secret.js';
import { Clock } from '../../platform/clock/clock.js';
import { Config } from '../../platform/config/config.js';
import { decodeCursor, type Page, type PageQuery, toPage } from '../../platform/http/page.js';
import { Device } from './device.entity.js';
import { DevicesQueries } from './devices.queries.js';

/** What a device says of itself (station protocol §4), and when it was said by our clock. */
export interface Heartbeat {
  at: Date;
  report: object;
}

/** Knows devices by their tokens and keeps what they last said. */
@Injectable()
export class DevicesService {
  constructor(
    @InjectRepository(Device) private readonly devices: Repository<Device>,
    private readonly queries: DevicesQueries,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  /**
   * The device that holds the token; undefined when it is unknown, void, over its time or revoked. From the first use of a
   * token on, the one before works DEVICE_TOKEN_OVERLAP_HOURS more.
   */
  async recognise(token: string): Promise<Device | undefined> {
    const [tokenHash, now] = [hashSecret(token), this.clock.now()];
    const holder = await this.queries.byToken(tokenHash, now);
    if (!holder?.isNew) return holder?.device;
    const previousEnds = new Date(now.getTime() + this.config.settings.DEVICE_TOKEN_OVERLAP_HOURS * 3_600_000);
    const isLiving = await this.queries.firstUse(holder.device.id, tokenHash, { now, previousEnds });
    return isLiving ? holder.device : undefined;
  }

  /** Devices of the station by id, oldest first, revoked ones too. */
  async at(stationId: string, { limit, cursor }: PageQuery): Promise<Page<Device>> {
    const after = decodeCursor(cursor);
    const rows = await this.devices.find({
      where: { stationId, ...(after ? { id: MoreThan(after) } : {}) },
      order: { id: 'ASC' },
      take: limit + 1,
    });
    return toPage(rows, limit, ({ id }) => id);
  }

  /** Stores a heartbeat; an older one than the last changes nothing. */
  seen(deviceId: string, { at, report }: Heartbeat): Promise<void> {
    return this.queries.seen(deviceId, at, report);
  }

  /** Whether any device was enrolled, and not revoked, at the station at that instant. */
  hadDevice(stationId: string, at: Date): Promise<boolean> {
    return this.queries.hadDevice(stationId, at);
  }
}
