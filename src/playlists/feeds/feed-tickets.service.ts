import { Injectable } from '@nestjs/common';
import type { Actor } from '../../identity/actor.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { StationsService } from '../../stations/stations.service.js';
import { TicketGenerations } from './ticket-generations.queries.js';
import { Tickets } from './tickets.js';

/** Hands out feed tickets and revokes them, and writes down by whom. */
@Injectable()
export class FeedTicketsService {
  constructor(
    private readonly stations: StationsService,
    private readonly tickets: Tickets,
    private readonly generations: TicketGenerations,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /** A ticket for FEED_TICKET_DAYS. @throws NotFound when the station is outside the actor's reach */
  async issue(stationId: string, { by }: { by: Actor }): Promise<{ ticket: string; expiresAt: Date }> {
    const station = await this.stations.findVisible(stationId, by, 'devices:manage');
    const issued = await this.tickets.forFeeds(station.id);
    await this.unitOfWork.run(async (work) =>
      work.record({
        by,
        did: 'feed-ticket.issue',
        to: { kind: 'station', id: station.id },
        details: { expiresAt: issued.expiresAt },
      }),
    );
    return issued;
  }

  /**
   * Every ticket of the station stops opening anything, those of its audio included; players need new addresses.
   * @throws NotFound when the station is outside the actor's reach
   */
  async revokeAll(stationId: string, { by }: { by: Actor }): Promise<void> {
    const { id } = await this.stations.findVisible(stationId, by, 'devices:manage');
    await this.unitOfWork.run(async (work) => {
      await this.generations.raise(work, id);
      const to = { kind: 'station', id };
      work.record({ by, did: 'feed-ticket.revoke', to });
    });
  }
}
