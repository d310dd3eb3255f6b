import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.js';
import { Config } from '../../platform/config/config.js';
import type { Device } from '../../stations/devices/device.entity.js';
import { DevicesService } from '../../stations/devices/devices.service.js';
import { PlaylistsService } from '../versions/playlists.service.js';
import type { DeviceReport, ReportAnswer, StoredReport } from './device-reports.schemas.js';

/** Takes the heartbeats of devices. */
@Injectable()
export class DeviceReportsService {
  constructor(
    private readonly devices: DevicesService,
    private readonly playlists: PlaylistsService,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  /** Stores the report with the offset of the device's clock. @returns the version in force, and when to report again */
  async take(report: DeviceReport, { from: device }: { from: Device }): Promise<ReportAnswer> {
    const now = this.clock.now();
    const clockOffsetMs = new Date(report.clock).getTime() - now.getTime();
    await this.devices.seen(device.id, { at: now, report: { ...report, clockOffsetMs } satisfies StoredReport });
    const { version } = await this.playlists.current(device.stationId);
    return { playlistVersion: version, now: now.toISOString(), next: this.config.settings.REPORT_INTERVAL_SECONDS };
  }
}
