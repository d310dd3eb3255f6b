import { type BeforeApplicationShutdown, Injectable, Logger } from '@nestjs/common';
import { OnEvent } from '@nestjs/event-emitter';
import { Clock } from '../../platform/clock/clock.js';
import { ServedStationsChanged } from '../../stations/centres/served-stations-changed.event.js';
import { GroupsService } from '../../stations/groups/groups.service.js';
import { GroupChanged } from '../../stations/groups/group-changed.event.js';
import { ClosingDayChanged } from '../../stations/closing-day-changed.event.js';
import type { PlacesAsked } from '../terms/definitions.queries.js';
import { NarrowingService } from './narrowing.service.js';
import { ReplanningService } from './replanning.service.js';

/**
 * Replans the entries of stations and groups that changed, one change after the other: each reads how things are after the
 * last one. The hourly tick makes up for lost events.
 */
@Injectable()
export class StationListener implements BeforeApplicationShutdown {
  private readonly logger = new Logger('planning');
  private last: Promise<void> = Promise.resolve();
  private isStopping = false;

  constructor(
    private readonly narrowing: NarrowingService,
    private readonly replanning: ReplanningService,
    private readonly groups: GroupsService,
    private readonly clock: Clock,
  ) {}

  @OnEvent(GroupChanged.name)
  groupChanged({ groupId }: GroupChanged): Promise<void> {
    return this.inTurn(() => this.replan({ stationIds: [], groupIds: [groupId] }));
  }

  @OnEvent(ServedStationsChanged.name)
  servedStationsChanged({ stationIds }: ServedStationsChanged): Promise<void> {
    return this.inTurn(async () => {
      // Its days have the rules of other centres now.
      await this.narrowing.narrowAt(stationIds);
      await this.replanAtStations(stationIds);
    });
  }

  @OnEvent(ClosingDayChanged.name)
  closingDayChanged({ stationId }: ClosingDayChanged): Promise<void> {
    return this.inTurn(() => this.replanAtStations([stationId]));
  }

  private async replanAtStations(stationIds: readonly string[]): Promise<void> {
    const memberships = await this.groups.membershipsOf(stationIds);
    await this.replan({ stationIds, groupIds: [...new Set(memberships.map(({ groupId }) => groupId))] });
  }

  private replan(places: PlacesAsked): Promise<void> {
    return this.replanning.replanAt(places, this.clock.now());
  }

  /** The change in hand is finished while there is a database; the others are left to the tick. */
  beforeApplicationShutdown(): Promise<void> {
    this.isStopping = true;
    return this.last;
  }

  private inTurn(replan: () => Promise<void>): Promise<void> {
    this.last = this.last
      .then(() => (this.isStopping ? undefined : replan()))
      .catch((error: unknown) =>
        this.logger.error({ err: error, msg: 'could not replan after a change of stations; the next tick will' }),
      );
    return this.last;
  }
}
