import { Injectable } from '@nestjs/common';
import { addDays, localDay, startOfDay } from '../../platform/clock/local-day.js';
import { AirtimeService } from '../../scheduling/airtime/airtime.service.js';
import { type AiringBroadcast, BroadcastsService } from '../../scheduling/broadcasts/broadcasts.service.js';
import type { AudioProfile } from '../../stations/station.entity.js';
import { StationsService } from '../../stations/stations.service.js';
import { RenditionsService } from '../../transcoding/rendition/renditions.service.js';
import { buildPlaylist, type PlaylistBroadcast } from './build-playlist.js';
import type { PlaylistContent } from './playlist.js';

/** Every original is encoded with this profile. */
const COMMON_PROFILE: AudioProfile = 'speech';

/** The largest `startWithin` of an entry, an hour: a broadcast may be on the air for so long after its end. */
const LATEST_MS = 3_600_000;

/** Reads the schedule and builds the content of a station's playlist from it. */
@Injectable()
export class PlaylistContentService {
  constructor(
    private readonly stations: StationsService,
    private readonly airtime: AirtimeService,
    private readonly broadcasts: BroadcastsService,
    private readonly renditions: RenditionsService,
  ) {}

  /**
   * What the station is to play from the start of its local day on.
   * @param days how many local days the playlist reaches
   * @param carried ids of broadcasts that earlier versions carried and that may be on the air
   * @throws NotFound when there is no such station
   */
  async at(
    stationId: string,
    { now, days, carried }: { now: Date; days: number; carried: readonly string[] },
  ): Promise<PlaylistContent> {
    const station = await this.stations.find(stationId);
    const day = localDay(now, station.timeZone);
    const validFrom = startOfDay(day, station.timeZone);
    const validUntil = startOfDay(addDays(day, days), station.timeZone);
    const broadcasts = await this.broadcasts.airing(station.id, new Date(validFrom.getTime() - LATEST_MS), validUntil);
    return buildPlaylist({
      station,
      validFrom,
      validUntil,
      hours: await this.airtime.hoursAt(station.id, { from: day, until: addDays(day, days - 1) }),
      broadcasts: await this.withAudio(broadcasts, station.audioProfile),
      carried,
    });
  }

  /** The approved rendition by the station's profile, or else the common one: it is better than silence. */
  private async withAudio(broadcasts: readonly AiringBroadcast[], profile: AudioProfile): Promise<PlaylistBroadcast[]> {
    const approved = ({ renditions }: AiringBroadcast) => renditions[profile] ?? renditions[COMMON_PROFILE] ?? '';
    const renditions = await this.renditions.findMany(broadcasts.map(approved));
    return broadcasts.map((broadcast) => ({ ...broadcast, audio: renditions.get(approved(broadcast)) }));
  }
}
