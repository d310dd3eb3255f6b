import { Injectable } from '@nestjs/common';
import type { Actor } from '../../identity/actor.js';
import { NotFound } from '../../platform/http/problem.js';
import { ApprovalsService } from '../../programs/approval/approvals.service.js';
import type { Program } from '../../programs/program.entity.js';
import { ProgramNotReady, ProgramWithdrawn } from '../../programs/programs.problems.js';
import { ProgramsService } from '../../programs/programs.service.js';
import { StationsService } from '../../stations/stations.service.js';
import { ProgramNotApproved } from '../scheduling.problems.js';
import type { NewEntry } from './entries.schemas.js';

/** Whether a new entry may air its program. */
@Injectable()
export class EntryProgramService {
  constructor(
    private readonly programs: ProgramsService,
    private readonly approvals: ApprovalsService,
    private readonly stations: StationsService,
  ) {}

  /**
   * The program, ready and approved. A station's own entry takes a program of the station or of its centre.
   * @param day the first local day of the entry that is not over
   * @throws NotFound when the actor may not see the program, or the station has nothing to do with it
   * @throws ProgramWithdrawn, ProgramNotReady, ProgramNotApproved
   */
  async of(entry: NewEntry, actor: Actor, day: string): Promise<Program> {
    const program = await this.find(entry, actor, day);
    if (program.withdrawnAt !== null) throw new ProgramWithdrawn();
    if (!program.isReady()) throw new ProgramNotReady(program.state);
    if (!(await this.approvals.approvedAudio([program.id])).has(program.id)) throw new ProgramNotApproved();
    return program;
  }

  // At a station one may use what its centre offers, also where one may not look through the centre's library.
  private async find({ programId, stationId }: NewEntry, actor: Actor, day: string): Promise<Program> {
    if (stationId === undefined) return this.programs.findVisible(programId, actor);
    const program = await this.programs.find(programId);
    if (await this.isAtHome(program, stationId, day)) return program;
    throw new NotFound('program');
  }

  private async isAtHome(program: Program, stationId: string, day: string): Promise<boolean> {
    if (program.centreId === null) return program.stationId === stationId;
    return program.centreId === (await this.stations.centreOf(stationId, day));
  }
}
