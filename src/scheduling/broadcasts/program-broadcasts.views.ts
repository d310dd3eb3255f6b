import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '../../identity/actor.js';
import { Clock } from '../../platform/clock/clock.js';
import { ProgramsService } from '../../programs/programs.service.js';
import { timesAhead, totalsAhead } from './program-broadcasts.queries.js';
import type { ProgramBroadcastsView } from './program-broadcasts.schemas.js';

/** Where a program airs: also what withdrawing or stopping it would take off. */
@Injectable()
export class ProgramBroadcastViews {
  constructor(
    private readonly source: DataSource,
    private readonly programs: ProgramsService,
    private readonly clock: Clock,
  ) {}

  /** @throws NotFound also when the program is outside the actor's reach */
  async of(programId: string, actor: Actor): Promise<ProgramBroadcastsView> {
    await this.programs.findVisible(programId, actor);
    const now = this.clock.now();
    const times = await timesAhead(this.source, programId, actor.reach('stations:read'), now);
    return {
      ...(await totalsAhead(this.source, programId, now)),
      times: times.map((time) => ({ ...time, startsAt: time.startsAt.toISOString() })),
    };
  }
}
