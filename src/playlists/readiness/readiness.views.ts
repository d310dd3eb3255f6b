import { Injectable } from '@nestjs/common';
import type { Actor } from '../../identity/actor.js';
import { Clock } from '../../platform/clock/clock.js';
import { Config } from '../../platform/config/config.js';
import { StationsService } from '../../stations/stations.service.js';
import { PlaylistsService } from '../versions/playlists.service.js';
import type { DeviceReadiness, ReadinessView } from './readiness.schemas.js';
import { type JudgedDevice, ReadinessService } from './readiness.service.js';

/** Shows whether a station's devices hold everything for the hours ahead. */
@Injectable()
export class ReadinessViews {
  constructor(
    private readonly playlists: PlaylistsService,
    private readonly stations: StationsService,
    private readonly readiness: ReadinessService,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  /** Readiness of each device in use, the last seen first. @throws NotFound when the station is outside the actor's reach */
  async of(stationId: string, { asSeenBy }: { asSeenBy: Actor }): Promise<ReadinessView> {
    await this.stations.findVisible(stationId, asSeenBy, 'playback:read');
    const current = await this.playlists.readCurrent(stationId);
    const now = this.clock.now();
    const devices = (await this.readiness.judge(current)).map((judged) => this.present(judged, now));
    const ready = devices.some((device) => device.ready);
    return { stationId, playlistVersion: current.version, hours: this.config.settings.READY_HOURS, ready, devices };
  }

  private present({ device, report, readiness }: JudgedDevice, now: Date): DeviceReadiness {
    const readyUntil = readiness?.readyUntil;
    const readyMs = readyUntil ? readyUntil.getTime() - now.getTime() : 0;
    return {
      deviceId: device.id,
      name: device.name,
      lastSeenAt: device.lastSeenAt?.toISOString() ?? null,
      playlistVersion: report?.playlistVersion ?? null,
      missingAudio: readiness?.missingAudio ?? [],
      readyUntil: readyUntil?.toISOString() ?? null,
      ready: readyUntil !== undefined && readyMs >= this.config.settings.READY_HOURS * 3_600_000,
      clockOffsetMs: report?.clockOffsetMs ?? null,
    };
  }
}
