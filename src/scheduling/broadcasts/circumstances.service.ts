import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.js';
import { localDay } from '../../platform/clock/local-day.js';
import { Config } from '../../platform/config/config.js';
import { ApprovalsService } from '../../programs/approval/approvals.service.js';
import type { Program } from '../../programs/program.entity.js';
import { ProgramsService } from '../../programs/programs.service.js';
import type { Station } from '../../stations/station.entity.js';
import { StationsService } from '../../stations/stations.service.js';
import type { Entry } from '../entries/entry.entity.js';
import { localDaysOf, planningSpan } from '../recurrence/planning-span.js';

/** What an entry's broadcasts depend on beyond the entry itself, read before the transaction that plans them. */
export interface Circumstances {
  now: Date;
  program: Program;
  /** The audio that may air; undefined while none is approved. */
  approvedSha256: string | undefined;
  stations: readonly Station[];
  /** The centre whose hours are kept. */
  rulingCentreId: string | null;
  /** Whether the station belongs to the entry's owner and is open on the local day. */
  serves(stationId: string, day: string): boolean;
  /** The local days of the plan, a day wider at either end. */
  days: readonly string[];
}

type Owner = Pick<Circumstances, 'rulingCentreId' | 'serves'>;

@Injectable()
export class CircumstancesService {
  constructor(
    private readonly programs: ProgramsService,
    private readonly approvals: ApprovalsService,
    private readonly stations: StationsService,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  /** Today in the service's own zone. */
  today(): string {
    return localDay(this.clock.now(), this.config.settings.TIME_ZONE);
  }

  /** @param stationIds all that the entry is for, those of its groups included */
  async of(entry: Entry, stationIds: readonly string[]): Promise<Circumstances> {
    const now = this.clock.now();
    const { TIME_ZONE, PLAN_DAYS } = this.config.settings;
    // A day more at either end: stations of one centre may keep different clocks.
    const days = localDaysOf(aDayWider(planningSpan(now, TIME_ZONE, PLAN_DAYS)));
    const [program, approved, stations] = await Promise.all([
      this.programs.find(entry.programId),
      this.approvals.approvedAudio([entry.programId]),
      this.stations.findMany(stationIds),
    ]);
    return {
      now,
      program,
      approvedSha256: approved.get(program.id),
      stations,
      days,
      ...(await this.ownerOf(entry, now, days)),
    };
  }

  private async ownerOf(entry: Entry, now: Date, days: readonly string[]): Promise<Owner> {
    if (entry.stationId !== null) {
      const own = await this.stations.find(entry.stationId);
      const rulingCentreId = await this.stations.centreOf(own.id, localDay(now, own.timeZone));
      return { rulingCentreId, serves: (stationId, day) => stationId === own.id && own.isOpenOn(day) };
    }
    const centreId = entry.centreId ?? '';
    const served = new Set<string>();
    for (const day of days) {
      for (const id of await this.stations.idsServedBy(centreId, day)) served.add(`${id} ${day}`);
    }
    return { rulingCentreId: centreId, serves: (stationId, day) => served.has(`${stationId} ${day}`) };
  }
}

const DAY_MS = 86_400_000;

const aDayWider = ({ zone, from, until }: ReturnType<typeof planningSpan>) => ({
  zone,
  from: new Date(from.getTime() - DAY_MS),
  until: new Date(until.getTime() + DAY_MS),
});
