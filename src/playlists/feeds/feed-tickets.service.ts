import { Injectable } from '@nestjs/common';
import { AuditService, personOf } from '../../audit/audit.service.js';
import type { Actor } from '../../identity/actor.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { StationsService } from '../../stations/stations.service.js';
import { Tickets } from './tickets.js';

/** Hands out feed tickets, and writes down to whom. */
@Injectable()
export class FeedTicketsService {
  constructor(
    private readonly stations: StationsService,
    private readonly tickets: Tickets,
    private readonly audit: AuditService,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /** A ticket for FEED_TICKET_DAYS. @throws NotFound when the station is outside the actor's reach */
  async issue(stationId: string, { by }: { by: Actor }): Promise<{ ticket: string; expiresAt: Date }> {
    const station = await this.stations.findVisible(stationId, by, 'devices:manage');
    const issued = await this.tickets.forFeeds(station.id);
    await this.unitOfWork.run((work) =>
      this.audit.record(work, {
        by: personOf(by),
        did: 'feed-ticket.issue',
        to: { kind: 'station', id: station.id },
        details: { expiresAt: issued.expiresAt },
      }),
    );
    return issued;
  }
}
