import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.js';
import type { Device } from '../../stations/devices/device.entity.js';
import { DevicesService } from '../../stations/devices/devices.service.js';
import type { Playlist } from '../content/playlist.js';
import { PlaylistsService } from '../versions/playlists.service.js';
import { StoredReport } from './device-reports.schemas.js';
import { judgeReadiness, type Readiness } from './judge-readiness.js';

// A station has one or two devices.
const DEVICES = 200;

/** A device in use, and what its last report says about the playlist in force. */
export interface JudgedDevice {
  device: Device;
  /** Undefined until its first report. */
  report: StoredReport | undefined;
  readiness: Readiness | undefined;
}

/** What the devices of a station hold of the playlist in force. */
@Injectable()
export class ReadinessService {
  constructor(
    private readonly playlists: PlaylistsService,
    private readonly devices: DevicesService,
    private readonly clock: Clock,
  ) {}

  /** The devices in use, the last seen first, judged by `current`, the playlist in force. */
  async judge(current: Playlist): Promise<JudgedDevice[]> {
    return this.judgeAll(await this.inUse(current.station), current);
  }

  /** As `judge`; a station without devices needs no playlist. @throws PlaylistUnsettled */
  async devicesAt(stationId: string): Promise<JudgedDevice[]> {
    const devices = await this.inUse(stationId);
    return devices.length === 0 ? [] : this.judgeAll(devices, await this.playlists.readCurrent(stationId));
  }

  private async inUse(stationId: string): Promise<Device[]> {
    const { items } = await this.devices.at(stationId, { limit: DEVICES });
    return items.filter(({ endedAt }) => endedAt === null).sort(byLastSeen);
  }

  private judgeAll(devices: readonly Device[], current: Playlist): Promise<JudgedDevice[]> {
    return Promise.all(devices.map((device) => this.judgeOne(device, current)));
  }

  private async judgeOne(device: Device, current: Playlist): Promise<JudgedDevice> {
    const { data: report } = StoredReport.safeParse(device.lastReport);
    if (!report) return { device, report: undefined, readiness: undefined };
    const { playlistVersion, held } = report;
    const playlist = playlistVersion === null ? undefined : await this.heldBy(current, playlistVersion);
    const state = { missing: held.missing, playlist, lastSeenAt: device.lastSeenAt };
    const readiness = judgeReadiness(current, state, this.clock.now());
    return { device, report, readiness };
  }

  private async heldBy(current: Playlist, version: number): Promise<Playlist | undefined> {
    return version === current.version ? current : this.playlists.read(current.station, version);
  }
}

/** The device that was seen last comes first. */
const byLastSeen = (one: Device, other: Device): number =>
  (other.lastSeenAt?.getTime() ?? 0) - (one.lastSeenAt?.getTime() ?? 0);
