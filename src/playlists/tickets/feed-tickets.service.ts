import { Injectable } from '@nestjs/common';
import type { Actor } from '../../identity/actor.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { StationsService } from '../../stations/stations.service.js';
import { nextTicketGeneration } from './tickets.queries.js';
import { TicketsService } from './tickets.service.js';

/** Issues feed tickets and ends them, on behalf of people and with an audit record. */
@Injectable()
export class FeedTicketsService {
  constructor(
    private readonly stations: StationsService,
    private readonly tickets: TicketsService,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /** A ticket for FEED_TICKET_DAYS. @throws NotFound when the station is outside the actor's reach */
  async issue(stationId: string, { by }: { by: Actor }): Promise<{ ticket: string; expiresAt: Date }> {
    const { id } = await this.stations.findVisible(stationId, by, 'devices:manage');
    const issued = await this.tickets.forFeeds(id);
    await this.unitOfWork.run(async (work) => {
      const details = { expiresAt: issued.expiresAt };
      work.record({ by, did: 'feed-ticket.issue', to: { kind: 'station', id }, details });
    });
    return issued;
  }

  /**
   * Ends every ticket of the station, those of its audio included; players need new URLs.
   * @throws NotFound when the station is outside the actor's reach
   */
  async endAll(stationId: string, { by }: { by: Actor }): Promise<void> {
    const { id } = await this.stations.findVisible(stationId, by, 'devices:manage');
    await this.unitOfWork.run(async (work) => {
      await nextTicketGeneration(work, id);
      work.record({ by, did: 'feed-ticket.end', to: { kind: 'station', id } });
    });
  }
}
