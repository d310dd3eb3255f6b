import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '../../identity/actor.js';
import { needsEverywhere } from '../../identity/needs-everywhere.js';
import { Config } from '../../platform/config/config.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { profileSetOf } from '../rendition/profile-set.js';
import { TranscodingQueueService } from '../requests/transcoding-queue.service.js';
import { type RenewalCounts, renewalCounts, requestRenewals } from './renewals.queries.js';

export interface Renewals extends RenewalCounts {
  profileSet: string;
}

/** Renewal: everything is re-encoded after the profiles have changed. The old renditions stay on air until then. */
@Injectable()
export class RenewalsService {
  constructor(
    private readonly source: DataSource,
    private readonly unitOfWork: UnitOfWork,
    private readonly queue: TranscodingQueueService,
    private readonly config: Config,
  ) {}

  /**
   * Requests a renewal of everything that another profile set encoded. Safe to repeat: what waits already, waits once.
   * @throws NotAllowed unless the actor administers everything
   */
  async ask({ because, by }: { because: string; by: Actor }): Promise<Renewals> {
    needsEverywhere(by, 'rules:manage');
    await this.unitOfWork.run(async (work) => {
      const asked = await requestRenewals(work, this.profileSet);
      const to = { kind: 'profile-set', id: this.profileSet };
      work.record({ by, did: 'audio.renew', to, because, details: { asked } });
    });
    await this.queue.enqueueUnfinished();
    return this.progress(by);
  }

  /** How far it is. @throws NotAllowed unless the actor administers everything */
  async progress(by: Actor): Promise<Renewals> {
    needsEverywhere(by, 'rules:manage');
    const profileSet = this.profileSet;
    return { profileSet, ...(await renewalCounts(this.source, profileSet)) };
  }

  private get profileSet(): string {
    return profileSetOf(this.config.settings);
  }
}
