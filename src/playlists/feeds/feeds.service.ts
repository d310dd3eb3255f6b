import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.js';
import { localDay } from '../../platform/clock/local-day.js';
import { StationsService } from '../../stations/stations.service.js';
import { audioPath } from '../build-playlist.js';
import { PlaylistsService } from '../playlists.service.js';
import { type Feed, feedOf } from './feed.js';
import { Tickets } from './tickets.js';

/** Makes feeds of a station's playlist in force. */
@Injectable()
export class FeedsService {
  constructor(
    private readonly playlists: PlaylistsService,
    private readonly stations: StationsService,
    private readonly tickets: Tickets,
    private readonly clock: Clock,
  ) {}

  /**
   * All that the playlist in force holds.
   * @param address of the service as its caller sees it, for audio URLs
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

  /** The items of the station's local day. */
  async today(stationId: string, address: string): Promise<Feed> {
    const feed = await this.week(stationId, address);
    const { timeZone } = feed.station;
    const day = localDay(this.clock.now(), timeZone);
    return { ...feed, items: feed.items.filter(({ startsAt }) => localDay(startsAt, timeZone) === day) };
  }
}
