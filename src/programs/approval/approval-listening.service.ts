import { Injectable } from '@nestjs/common';
import type { Actor } from '../../identity/actor.js';
import { NotAllowed } from '../../identity/identity.problems.js';
import { ownerOf } from '../../identity/owner.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import type { Listening } from '../listening/judge-listening.js';
import type { NewListening } from '../listening/listening.schemas.js';
import { ListeningService } from '../listening/listening.service.js';
import { ProgramsService } from '../programs.service.js';
import { decidableSeconds } from './decidable-seconds.js';

/** What approvers play of a program before they decide about it. */
@Injectable()
export class ApprovalListeningService {
  constructor(
    private readonly programs: ProgramsService,
    private readonly listening: ListeningService,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /**
   * Adds what the actor has played of the newest audio; sent twice, it counts once.
   * @returns all that they have played of it, and what is left
   * @throws NotFound outside the actor's reach
   * @throws NotAllowed, ProgramWithdrawn, ProgramNotReady, and AudioHasChanged when it is not the newest audio
   */
  async add(id: string, { originalSha256, heard }: NewListening, { by }: { by: Actor }): Promise<Listening> {
    const program = await this.programs.findVisible(id, by);
    if (!(await by.mayAt('programs:approve', ownerOf(program)))) throw new NotAllowed('programs:approve');
    const audio = { originalSha256, seconds: decidableSeconds(program, originalSha256) };
    return this.unitOfWork.run((work) => this.listening.add(work, by.id, audio, heard));
  }
}
