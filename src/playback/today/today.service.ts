import { Injectable } from '@nestjs/common';
import type { Actor } from '../../identity/actor.js';
import { localDay } from '../../platform/clock/local-day.js';
import { ProgramsService } from '../../programs/programs.service.js';
import type { Station } from '../../stations/station.entity.js';
import { StationsService } from '../../stations/stations.service.js';
import { ConfirmationsQueries, type NamedConfirmation } from '../confirmations/confirmations.queries.js';
import { type DecidedOutcome, EvidenceQueries } from '../outcomes/evidence.queries.js';
import type { Play } from '../outcomes/play.js';
import { OutcomesQueries, type PlannedBroadcast } from '../outcomes/outcomes.queries.js';

/** One line of a station's day. */
export interface BroadcastOfDay {
  broadcast: PlannedBroadcast;
  title: string;
  /** Told by the station's own devices. */
  plays: readonly Play[];
  /** Undefined while it is open. */
  decided: DecidedOutcome | undefined;
  /** The newest one. */
  confirmation: NamedConfirmation | undefined;
}

export interface StationsDay {
  station: Station;
  /** Local day `YYYY-MM-DD`. */
  day: string;
  broadcasts: BroadcastOfDay[];
}

/** What plays at a station on one of its days, and what is known of it. */
@Injectable()
export class TodayService {
  constructor(
    private readonly stations: StationsService,
    private readonly programs: ProgramsService,
    private readonly outcomes: OutcomesQueries,
    private readonly evidence: EvidenceQueries,
    private readonly confirmations: ConfirmationsQueries,
  ) {}

  /**
   * @param day local day `YYYY-MM-DD`; the one that `at` falls in at the station when left out
   * @throws NotFound also when the station is outside the actor's reach
   */
  async at(stationId: string, asked: { day?: string | undefined; at: Date; by: Actor }): Promise<StationsDay> {
    const station = await this.stations.findVisible(stationId, asked.by, 'playback:read');
    const day = asked.day ?? localDay(asked.at, station.timeZone);
    const planned = await this.outcomes.planned({ stationId, day });
    return { station, day, broadcasts: await this.describe(stationId, planned) };
  }

  private async describe(stationId: string, all: PlannedBroadcast[]): Promise<BroadcastOfDay[]> {
    const planned = all.filter(({ withdrawn }) => !withdrawn);
    const ids = planned.map(({ id }) => id);
    const decided = await this.evidence.outcomes(ids);
    const confirmations = await this.confirmations.ofBroadcasts(ids);
    const plays = await this.outcomes.plays(stationId, ids);
    const programs = await this.programs.findMany([...new Set(planned.map(({ programId }) => programId))]);
    return planned.map((broadcast) => {
      const program = programs.find(({ id }) => id === broadcast.programId);
      return {
        broadcast,
        title: program?.title ?? '',
        plays: plays.get(broadcast.id) ?? [],
        decided: decided.find(({ broadcastId }) => broadcastId === broadcast.id),
        confirmation: confirmations.find(({ broadcastId }) => broadcastId === broadcast.id),
      };
    });
  }
}
