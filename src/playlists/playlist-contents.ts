import { Injectable } from '@nestjs/common';
import { addDays, localDay, startOfDay } from '../platform/clock/local-day.js';
import { Config } from '../platform/config/config.js';
import { AllowedHoursService } from '../scheduling/rules/allowed-hours.service.js';
import { StationsService } from '../stations/stations.service.js';
import { buildPlaylist } from './build-playlist.js';
import { ItemSources } from './item-sources.js';
import type { PlaylistContent, PlaylistHours } from './playlist.js';
import { PlaylistsQueries } from './playlists.queries.js';

/** What a station's playlist says at an instant, and until when that holds if the schedule does not change. */
export interface TimedContent {
  content: PlaylistContent;
  /** At most PLAYLIST_RECHECK_SECONDS away: not every change is told. */
  freshUntil: Date;
}

/** Reads the schedule and builds from it what a station is to play. */
@Injectable()
export class PlaylistContents {
  constructor(
    private readonly stations: StationsService,
    private readonly hours: AllowedHoursService,
    private readonly items: ItemSources,
    private readonly queries: PlaylistsQueries,
    private readonly config: Config,
  ) {}

  /** @throws NotFound when there is no such station */
  async at(stationId: string, now: Date): Promise<TimedContent> {
    const { PLAYLIST_DAYS, PLAYLIST_RECHECK_SECONDS } = this.config.settings;
    const station = await this.stations.find(stationId);
    const day = localDay(now, station.timeZone);
    const validFrom = startOfDay(day, station.timeZone);
    const validUntil = startOfDay(addDays(day, PLAYLIST_DAYS), station.timeZone);
    const carried = await this.queries.carried(stationId, now);
    const content = buildPlaylist({
      station,
      validFrom,
      validUntil,
      allowedHours: await this.allowedHours(stationId, day),
      ...(await this.items.between(station, validFrom, validUntil)),
      carried: carried.map(({ broadcastId }) => broadcastId),
    });
    const ends = [
      now.getTime() + PLAYLIST_RECHECK_SECONDS * 1_000,
      startOfDay(addDays(day, 1), station.timeZone).getTime(),
      ...carried.map(({ latestEnd }) => latestEnd.getTime()),
    ];
    return { content, freshUntil: new Date(Math.min(...ends)) };
  }

  private async allowedHours(stationId: string, day: string): Promise<PlaylistHours[]> {
    return this.hours.at(await this.stations.centreOf(stationId, day));
  }
}
