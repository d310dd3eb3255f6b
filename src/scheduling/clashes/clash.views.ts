import { Injectable } from '@nestjs/common';
import { Config } from '../../platform/config/config.js';
import { ProgramsService } from '../../programs/programs.service.js';
import { StationsService } from '../../stations/stations.service.js';
import type { AiringClash } from '../broadcasts/airing.js';
import { localTime } from '../recurrence/planning-span.js';
import { AirtimeClash, type ClashSide, type NamedClash } from '../scheduling.problems.js';

/** Shows clashes with names: which station, which local time, and what is on either side. */
@Injectable()
export class ClashViews {
  constructor(
    private readonly stations: StationsService,
    private readonly programs: ProgramsService,
    private readonly config: Config,
  ) {}

  /** The problem to answer with; it names the first CLASHES_SHOWN clashes. @param total how many there are */
  async problemOf({ clashes, total }: { clashes: readonly AiringClash[]; total: number }): Promise<AirtimeClash> {
    const shown = clashes
      .toSorted((one, other) => one.wanted.startsAt.getTime() - other.wanted.startsAt.getTime())
      .slice(0, this.config.settings.CLASHES_SHOWN);
    const [stations, programs] = await Promise.all([
      this.stations.findMany([...new Set(shown.map(({ wanted }) => wanted.stationId))]),
      this.programs.findMany([
        ...new Set(shown.flatMap(({ wanted, planned }) => [wanted.programId, planned.programId])),
      ]),
    ]);
    const names = new Map(stations.map(({ id, name }) => [id, name]));
    const titles = new Map(programs.map(({ id, title }) => [id, title]));
    const sideOf = (side: Omit<ClashSide, 'title' | 'startsAt' | 'endsAt'>, at: { startsAt: Date; endsAt: Date }) => ({
      ...side,
      title: titles.get(side.programId) ?? '',
      startsAt: at.startsAt.toISOString(),
      endsAt: at.endsAt.toISOString(),
    });
    const named = shown.map(({ wanted, planned }): NamedClash => {
      const { entryId, broadcastId } = planned;
      return {
        stationId: wanted.stationId,
        stationName: names.get(wanted.stationId) ?? '',
        localTime: localTime(wanted.startsAt, wanted.timeZone),
        wanted: sideOf({ entryId: null, broadcastId: null, programId: wanted.programId }, wanted),
        planned: sideOf({ entryId, broadcastId, programId: planned.programId }, planned),
      };
    });
    return new AirtimeClash(named, total);
  }
}
