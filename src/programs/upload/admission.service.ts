import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '../../identity/actor.js';
import { Clock } from '../../platform/clock/clock.js';
import { addDays, localDay, startOfDay } from '../../platform/clock/local-day.js';
import { Config } from '../../platform/config/config.js';
import type { Sql } from '../../platform/database/sql.js';
import type { Work } from '../../platform/database/unit-of-work.js';
import { TooLarge } from '../../platform/http/http.problems.js';
import { ProgramsService } from '../programs.service.js';
import { bytesHandedInSince, lockVolumeOf } from './admission.queries.js';
import { DailyVolumeUsedUp } from './upload.problems.js';

// What a form adds around its file: boundaries, headers, a few fields.
const FORM_BYTES = 131_072;

/**
 * Who may hand in how much audio, for which program. A person may hand in UPLOAD_DAILY_BYTES_PER_PERSON on a local day of
 * TIME_ZONE, so that no single account can fill the disk.
 */
@Injectable()
export class AdmissionService {
  constructor(
    private readonly config: Config,
    private readonly clock: Clock,
    private readonly source: DataSource,
    private readonly programs: ProgramsService,
  ) {}

  /** The length of the largest upload, in bytes. */
  get maxBytes(): number {
    return this.config.settings.UPLOAD_MAX_BYTES;
  }

  /**
   * Whether the actor may hand in audio for the program.
   * @throws NotFound outside the actor's reach
   * @throws NotAllowed when the actor may only read it
   * @throws ProgramWithdrawn
   */
  async mayHandIn(programId: string, actor: Actor): Promise<void> {
    await this.programs.findForChange(programId, actor);
  }

  /**
   * As `mayHandIn`, before a form is read.
   * @param formBytes length of the whole request; 0 when the client does not announce it
   * @throws TooLarge
   * @throws DailyVolumeUsedUp
   */
  async expectForm(programId: string, formBytes: number, actor: Actor): Promise<void> {
    await this.mayHandIn(programId, actor);
    const bytes = Math.max(1, formBytes - FORM_BYTES);
    this.mustBeSmall(bytes);
    await this.mustFit(this.source, bytes, { personId: actor.id, now: this.clock.now() });
  }

  /**
   * Books `bytes` against the actor's daily volume. Bookings of one person wait for each other until the transaction ends.
   * @throws TooLarge
   * @throws DailyVolumeUsedUp
   */
  async book(work: Work, bytes: number, { id: personId }: Actor): Promise<void> {
    this.mustBeSmall(bytes);
    await lockVolumeOf(work, personId);
    await this.mustFit(work, bytes, { personId, now: work.now });
  }

  private mustBeSmall(bytes: number): void {
    if (bytes > this.maxBytes) throw new TooLarge(this.maxBytes);
  }

  private async mustFit(sql: Sql, bytes: number, { personId, now }: { personId: string; now: Date }): Promise<void> {
    const { TIME_ZONE, UPLOAD_DAILY_BYTES_PER_PERSON: limit } = this.config.settings;
    const today = localDay(now, TIME_ZONE);
    const used = await bytesHandedInSince(sql, personId, startOfDay(today, TIME_ZONE));
    if (used + bytes <= limit) return;
    const midnight = startOfDay(addDays(today, 1), TIME_ZONE).getTime();
    throw new DailyVolumeUsedUp({ limit, used }, Math.ceil((midnight - now.getTime()) / 1_000));
  }
}
