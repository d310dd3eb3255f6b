import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '../../identity/actor.js';
import { reachesCentre } from '../../identity/reach.js';
import { Clock } from '../../platform/clock/clock.js';
import { Config } from '../../platform/config/config.js';
import { todayOf } from '../../platform/config/today.js';
import { NotFound } from '../../platform/http/http.problems.js';
import { centresOver, ownerExists, reachesStationUnder, rulesOfOwner, stationsUnder } from './airtime-rules.queries.js';
import type { AirtimeRulesView } from './airtime-rules.schemas.js';
import type { RuleOwner } from './rule-owner.js';
import type { RuleKind } from './rule-kind.js';

/** The centres, units and stations that have airtime rules: who may read and set them, and to whom they apply. */
@Injectable()
export class RuleOwnersService {
  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  /**
   * The rules of one kind, as their owner has set them.
   * @throws NotFound unless the actor sees the schedule of a centre or a station to which they apply, today or later
   */
  async show(owner: RuleOwner, kind: RuleKind, actor: Actor): Promise<AirtimeRulesView> {
    const reach = actor.reach('schedule:read');
    const isSeen =
      reach.everywhere ||
      (await this.centresOf(owner)).some((id) => reachesCentre(reach, id)) ||
      (await reachesStationUnder(this.source, owner, { from: this.today(), at: this.clock.now() }, reach));
    if (!isSeen || !(await ownerExists(this.source, owner))) throw new NotFound(owner.kind);
    const { rules, revision } = await rulesOfOwner(this.source, owner, kind);
    const periods = rules.map(({ from, until, body }) => ({ from, until, ...body }));
    return { kind, periods, revision };
  }

  /**
   * The rules of a unit or a station are set by a centre that serves it, today or later.
   * @throws NotFound when there is no such owner, or the actor may not set its rules
   */
  async mustManage(owner: RuleOwner, actor: Actor): Promise<void> {
    const reach = actor.reach('rules:manage');
    const may = reach.everywhere || (await this.centresOf(owner)).some((id) => reachesCentre(reach, id));
    if (!may || !(await ownerExists(this.source, owner))) throw new NotFound(owner.kind);
  }

  /** The stations to which rules of the owner apply, today or later. */
  stationsUnder(owner: RuleOwner): Promise<string[]> {
    return stationsUnder(this.source, owner, this.today());
  }

  /** The centre itself, or those that serve the unit or the station. */
  private async centresOf(owner: RuleOwner): Promise<string[]> {
    return owner.kind === 'centre' ? [owner.id] : centresOver(this.source, owner, this.today());
  }

  /** The local day of the service; stations may be in zones where it is still the day before. */
  private today(): string {
    return todayOf(this.clock, this.config);
  }
}
