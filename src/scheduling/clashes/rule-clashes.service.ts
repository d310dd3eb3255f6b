import { Injectable } from '@nestjs/common';
import { Config } from '../../platform/config/config.js';
import type { Work } from '../../platform/database/unit-of-work.js';
import type { AiringClash } from '../broadcasts/airing.js';
import { localOf } from '../recurrence/air-day.js';
import { instantOf } from '../recurrence/instants.js';
import type { Definition } from '../terms/definition.js';
import { storeAirtime } from '../terms/entry-airtime.queries.js';
import { clashingWith } from './clashing-with.js';
import { keepClashes, type RuleClashRow, ruleClashesOf } from './rule-clashes.queries.js';

export interface RuleClashes {
  /** The first CLASHES_SHOWN by day. */
  clashes: AiringClash[];
  total: number;
}

/** Clashes of an entry with the entries in force at its stations, beyond the days that are planned. */
@Injectable()
export class RuleClashesService {
  constructor(private readonly config: Config) {}

  /**
   * The caller holds the locks on the schedules of the stations, so that nobody places an entry there meanwhile, and has
   * stored the airtime of the entry. An entry of a higher priority displaces others, which keep their rules: so it clashes
   * with none of them, and they with it only when they are new.
   * @param isKept whether those that `keep` has kept do not count
   */
  async find(
    work: Work,
    { entry: { id, priority }, isNew = false }: Definition,
    isKept: boolean,
  ): Promise<RuleClashes> {
    const { PLAN_DAYS: days, CLASHES_SHOWN: limit } = this.config.settings;
    const rows = await ruleClashesOf(work, id, { days, limit, with: clashingWith(priority, isNew), isKept });
    return { clashes: rows.map((row) => toAiringClash(row, id)), total: rows[0]?.total ?? 0 };
  }

  /**
   * Keeps the clashes of an entry as it is before it is changed: some were accepted when a station joined a group, or when
   * longer audio was approved, and nothing that is done to the entry may be refused for them.
   */
  async keep(work: Work, definition: Definition): Promise<void> {
    const { id, priority } = definition.entry;
    // Anew, as it may have been computed for fewer days, or for other audio.
    await storeAirtime(work, definition);
    await keepClashes(work, id, { days: this.config.settings.PLAN_DAYS, with: clashingWith(priority, false) });
  }
}

function toAiringClash(row: RuleClashRow, entryId: string): AiringClash {
  const { stationId, zone: timeZone, airDay, programId, otherEntryId, otherProgramId } = row;
  const { day } = localOf({ airDay, clock: row.clock });
  const wanted = timesOf(row, row.clock, row.seconds);
  const planned = timesOf(row, row.otherClock, row.otherSeconds);
  const where = { stationId, timeZone };
  return {
    wanted: { ...wanted, ...where, entryId, programId, onDay: day, slot: 0, airDay, airsOn: day, broadcastId: null },
    planned: { ...planned, ...where, broadcastId: null, entryId: otherEntryId, programId: otherProgramId },
  };
}

function timesOf({ airDay, zone }: RuleClashRow, clock: number, seconds: number): { startsAt: Date; endsAt: Date } {
  const { day, time } = localOf({ airDay, clock });
  const wall = instantOf(day, time, zone);
  const startsAt = 'at' in wall ? wall.at : wall.skippedAt;
  return { startsAt, endsAt: new Date(startsAt.getTime() + seconds * 1_000) };
}
