import { Injectable } from '@nestjs/common';
import { addDays, localDay, startOfDay } from '../../platform/clock/local-day.js';
import { ProgramsService } from '../../programs/programs.service.js';
import { BroadcastsService } from '../../scheduling/broadcasts/broadcasts.service.js';
import { AllowedHoursService } from '../../scheduling/rules/allowed-hours.service.js';
import type { AudioProfile } from '../../stations/station.entity.js';
import { StationsService } from '../../stations/stations.service.js';
import { RenditionsService } from '../../transcoding/rendition/renditions.service.js';
import { buildPlaylist, type PlaylistSources } from './build-playlist.js';
import type { PlaylistContent } from './playlist.js';

/** Every original is encoded with this profile. */
const COMMON_PROFILE: AudioProfile = 'speech';

/** Reads the schedule and builds the content of a station's playlist from it. */
@Injectable()
export class PlaylistContentService {
  constructor(
    private readonly stations: StationsService,
    private readonly hours: AllowedHoursService,
    private readonly broadcasts: BroadcastsService,
    private readonly programs: ProgramsService,
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
    const broadcasts = await this.broadcasts.airing(station.id, validFrom, validUntil);
    const programs = await this.programs.findMany([...new Set(broadcasts.map(({ programId }) => programId))]);
    const originals = [...new Set(broadcasts.map(({ originalSha256 }) => originalSha256))];
    return buildPlaylist({
      station,
      validFrom,
      validUntil,
      allowedHours: await this.hours.at(await this.stations.centreOf(stationId, day)),
      broadcasts,
      programs: new Map(programs.map((program) => [program.id, program])),
      renditions: await this.renditionsOf(originals, station.audioProfile),
      carried,
    });
  }

  // The common rendition is better than silence.
  private async renditionsOf(originals: string[], profile: AudioProfile): Promise<PlaylistSources['renditions']> {
    const own = await this.renditions.find(originals, profile);
    const missing = originals.filter((original) => !own.has(original));
    if (missing.length === 0 || profile === COMMON_PROFILE) return own;
    return new Map([...own, ...(await this.renditions.find(missing, COMMON_PROFILE))]);
  }
}
