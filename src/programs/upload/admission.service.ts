import { Injectable } from '@nestjs/common';
import type { Actor } from '../../identity/actor.js';
import { Config } from '../../platform/config/config.js';
import type { Work } from '../../platform/database/unit-of-work.js';
import { TooLarge } from '../../platform/storage/storage.problems.js';
import { ProgramsService } from '../programs.service.js';
import { DailyVolume } from './daily-volume.service.js';

// What a form adds around its file: boundaries, headers, a few fields.
const FORM_BYTES = 131_072;

/** Who may hand in how much, for which program; asked before a byte of it is read, and once more when it is kept. */
@Injectable()
export class Admission {
  constructor(
    private readonly config: Config,
    private readonly programs: ProgramsService,
    private readonly volume: DailyVolume,
  ) {}

  /**
   * Whether the actor may hand in audio for the program.
   * @throws NotFound outside the actor's reach
   * @throws NotAllowed when the actor may only look at it
   * @throws ProgramWithdrawn
   */
  async mayHandIn(programId: string, actor: Actor): Promise<void> {
    await this.programs.findForChange(programId, actor);
  }

  /**
   * As mayHandIn, for a form that is about to come in.
   * @param formBytes the length of the whole request; 0 when the client does not say it
   * @throws TooLarge
   * @throws DailyVolumeUsedUp
   */
  async expectForm(programId: string, formBytes: number, actor: Actor): Promise<void> {
    await this.mayHandIn(programId, actor);
    const bytes = Math.max(1, formBytes - FORM_BYTES);
    this.mustBeSmall(bytes);
    await this.volume.expect(actor.id, bytes);
  }

  /**
   * Books `bytes` against the actor's daily volume; the answer holds until the transaction ends.
   * @throws TooLarge
   * @throws DailyVolumeUsedUp
   */
  async book(work: Work, bytes: number, actor: Actor): Promise<void> {
    this.mustBeSmall(bytes);
    await this.volume.mustFit(work, actor.id, bytes);
  }

  private mustBeSmall(bytes: number): void {
    const { UPLOAD_MAX_BYTES } = this.config.settings;
    if (bytes > UPLOAD_MAX_BYTES) throw new TooLarge(UPLOAD_MAX_BYTES);
  }
}
