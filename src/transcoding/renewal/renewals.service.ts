import { Injectable } from '@nestjs/common';
import type { Actor } from '../../identity/actor.js';
import { needsEverywhere } from '../../identity/needs-everywhere.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { SweepService } from '../run/sweep.service.js';
import { type RenewalCounts, RenewalsQueries } from './renewals.queries.js';

export interface Renewals extends RenewalCounts {
  recipe: string;
}

/** Makes renditions over when the way of making them has changed; the old ones are served until the new ones are there. */
@Injectable()
export class RenewalsService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly queries: RenewalsQueries,
    private readonly sweep: SweepService,
  ) {}

  /**
   * Asks for everything that was made by another recipe. Safe to repeat: what waits already, waits once.
   * @throws NotAllowed unless the actor administers everything
   */
  async ask({ because, by }: { because: string; by: Actor }): Promise<Renewals> {
    needsEverywhere(by, 'rules:manage');
    await this.unitOfWork.run(async (work) => {
      const asked = await this.queries.ask(work);
      const to = { kind: 'recipe', id: this.queries.recipe };
      work.record({ by, did: 'audio.renew', to, because, details: { asked } });
    });
    await this.sweep.enqueue();
    return this.progress(by);
  }

  /** How far it is. @throws NotAllowed unless the actor administers everything */
  async progress(by: Actor): Promise<Renewals> {
    needsEverywhere(by, 'rules:manage');
    return { recipe: this.queries.recipe, ...(await this.queries.counts()) };
  }
}
