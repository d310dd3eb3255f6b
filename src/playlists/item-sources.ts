import { Injectable } from '@nestjs/common';
import { ProgramsService } from '../programs/programs.service.js';
import { BroadcastsService } from '../scheduling/broadcasts/broadcasts.service.js';
import type { Station } from '../stations/station.entity.js';
import { RenditionsService } from '../transcoding/rendition/renditions.service.js';
import type { PlaylistSources } from './build-playlist.js';

/** The profile that every original is rendered in. */
const COMMON_PROFILE = 'speech';

/** Gathers what a station's items are made of: broadcasts, their programs, and audio in the station's profile. */
@Injectable()
export class ItemSources {
  constructor(
    private readonly broadcasts: BroadcastsService,
    private readonly programs: ProgramsService,
    private readonly renditions: RenditionsService,
  ) {}

  async between(
    station: Station,
    from: Date,
    until: Date,
  ): Promise<Pick<PlaylistSources, 'broadcasts' | 'programs' | 'renditions'>> {
    const broadcasts = await this.broadcasts.airing(station.id, from, until);
    const programs = await this.programs.findMany([...new Set(broadcasts.map(({ programId }) => programId))]);
    return {
      broadcasts,
      programs: new Map(programs.map((program) => [program.id, program])),
      renditions: await this.renditionsFor(
        [...new Set(broadcasts.map(({ originalSha256 }) => originalSha256))],
        station.audioProfile,
      ),
    };
  }

  // A station is better served with the common rendition than with silence.
  private async renditionsFor(
    originals: string[],
    profile: Station['audioProfile'],
  ): Promise<PlaylistSources['renditions']> {
    const own = await this.renditions.find(originals, profile);
    const missing = originals.filter((original) => !own.has(original));
    if (missing.length === 0 || profile === COMMON_PROFILE) return own;
    return new Map([...own, ...(await this.renditions.find(missing, COMMON_PROFILE))]);
  }
}
