import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.js';
import { localDay } from '../../platform/clock/local-day.js';
import { Config } from '../../platform/config/config.js';
import { StationsService } from '../../stations/stations.service.js';
import { audioPath } from '../content/build-playlist.js';
import { TicketsService } from '../tickets/tickets.service.js';
import { PlaylistsService } from '../versions/playlists.service.js';
import { type Feed, feedOf } from './feed.js';

/** Shows a station's playlist in force as a feed. */
@Injectable()
export class FeedViews {
  constructor(
    private readonly playlists: PlaylistsService,
    private readonly stations: StationsService,
    private readonly tickets: TicketsService,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  /**
   * All items of the playlist in force.
   * @param address of the service as its caller sees it, for audio URLs
   * @throws NotFound when there is no such station
   */
  async week(stationId: string, address: string): Promise<Feed> {
    const station = await this.stations.find(stationId);
    const playlist = await this.playlists.readCurrent(stationId);
    const ticketFor = await this.tickets.forAudio(stationId);
    return feedOf(
      station,
      playlist,
      async (sha256) => `${address}${audioPath(sha256)}?ticket=${await ticketFor(sha256)}`,
    );
  }

  /** The items of the station's local day. @throws NotFound when there is no such station */
  async today(stationId: string, address: string): Promise<Feed> {
    const feed = await this.week(stationId, address);
    const { timeZone } = feed.station;
    const day = localDay(this.clock.now(), timeZone);
    return { ...feed, items: feed.items.filter(({ startsAt }) => localDay(startsAt, timeZone) === day) };
  }

  /**
   * The items that are not over yet, as far ahead as their audio URLs are valid.
   * @throws NotFound when there is no such station
   */
  async next(stationId: string, address: string): Promise<Feed> {
    const feed = await this.week(stationId, address);
    const now = this.clock.now();
    const until = new Date(now.getTime() + this.config.settings.AUDIO_TICKET_HOURS * 3_600_000);
    return { ...feed, items: feed.items.filter(({ startsAt, endsAt }) => endsAt > now && startsAt < until) };
  }
}
