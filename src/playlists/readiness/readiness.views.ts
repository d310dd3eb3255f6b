import { Injectable } from '@nestjs/common';
import type { Actor } from '../../identity/actor.js';
import { Clock } from '../../platform/clock/clock.js';
import { Config } from '../../platform/config/config.js';
import type { Device } from '../../stations/devices/device.entity.js';
import { DevicesService } from '../../stations/devices/devices.service.js';
import { StationsService } from '../../stations/stations.service.js';
import type { Playlist } from '../content/playlist.js';
import { PlaylistsService } from '../versions/playlists.service.js';
import { judgeReadiness } from './judge-readiness.js';
import type { DeviceReadiness, ReadinessView } from './readiness.schemas.js';
import { StoredReport } from './device-reports.schemas.js';

// A station has one or two devices.
const DEVICES = 200;

/** Shows whether a station's devices hold everything for the hours ahead. */
@Injectable()
export class ReadinessViews {
  constructor(
    private readonly playlists: PlaylistsService,
    private readonly stations: StationsService,
    private readonly devices: DevicesService,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  /** Readiness of each device in use, the last seen first. @throws NotFound when the station is outside the actor's reach */
  async of(stationId: string, { asSeenBy }: { asSeenBy: Actor }): Promise<ReadinessView> {
    await this.stations.findVisible(stationId, asSeenBy, 'playback:read');
    const current = await this.playlists.readCurrent(stationId);
    const { items } = await this.devices.at(stationId, { limit: DEVICES });
    const inUse = items.filter(({ endedAt }) => endedAt === null).sort(byLastSeen);
    const devices = await Promise.all(inUse.map((device) => this.judge(device, current)));
    const ready = devices.some((device) => device.ready);
    return { stationId, playlistVersion: current.version, hours: this.config.settings.READY_HOURS, ready, devices };
  }

  private async judge(device: Device, current: Playlist): Promise<DeviceReadiness> {
    const { id: deviceId, name } = device;
    const lastSeenAt = device.lastSeenAt?.toISOString() ?? null;
    const { data: report } = StoredReport.safeParse(device.lastReport);
    if (!report) {
      const unknown = { playlistVersion: null, missingAudio: [], readyUntil: null, ready: false, clockOffsetMs: null };
      return { deviceId, name, lastSeenAt, ...unknown };
    }
    const now = this.clock.now();
    const { playlistVersion, clockOffsetMs } = report;
    const playlist = playlistVersion === null ? undefined : await this.heldBy(current, playlistVersion);
    const { readyUntil, missingAudio } = judgeReadiness(current, { missing: report.held.missing, playlist }, now);
    const ready = readyUntil.getTime() - now.getTime() >= this.config.settings.READY_HOURS * 3_600_000;
    return {
      deviceId,
      name,
      lastSeenAt,
      playlistVersion,
      missingAudio,
      readyUntil: readyUntil.toISOString(),
      ready,
      clockOffsetMs,
    };
  }

  private async heldBy(current: Playlist, version: number): Promise<Playlist | undefined> {
    return version === current.version ? current : this.playlists.read(current.station, version);
  }
}

/** The device that was seen last comes first. */
const byLastSeen = (one: Device, other: Device): number =>
  (other.lastSeenAt?.getTime() ?? 0) - (one.lastSeenAt?.getTime() ?? 0);
