import { Injectable, Logger } from '@nestjs/common';
import { OnEvent } from '@nestjs/event-emitter';
import { Clock } from '../../platform/clock/clock.js';
import { ServedStationsChanged } from '../../stations/centres/served-stations-changed.event.js';
import { GroupsService } from '../../stations/groups/groups.service.js';
import { GroupChanged } from '../../stations/groups/group-changed.event.js';
import { StationClosed } from '../../stations/station-closed.event.js';
import type { EntryPlaces } from './plan-ahead.queries.js';
import { PlanAheadService } from './plan-ahead.service.js';
import { PlanningService } from './planning.service.js';

/** Hears where entries come to air, and where no longer. What it misses, the hourly tick finds. */
@Injectable()
export class StationListener {
  private readonly logger = new Logger('planning');

  constructor(
    private readonly ahead: PlanAheadService,
    private readonly planning: PlanningService,
    private readonly groups: GroupsService,
    private readonly clock: Clock,
  ) {}

  @OnEvent(GroupChanged.name)
  groupChanged({ groupId }: GroupChanged): Promise<void> {
    return this.safely(() => this.planAt({ stationIds: [], groupIds: [groupId] }));
  }

  @OnEvent(ServedStationsChanged.name)
  servingChanged({ stationIds }: ServedStationsChanged): Promise<void> {
    return this.safely(() => this.planAtStations(stationIds));
  }

  @OnEvent(StationClosed.name)
  closed({ stationId }: StationClosed): Promise<void> {
    return this.safely(() => this.planAtStations([stationId]));
  }

  private async planAtStations(stationIds: readonly string[]): Promise<void> {
    const memberships = await this.groups.membershipsOf(stationIds);
    await this.planAt({ stationIds, groupIds: [...new Set(memberships.map(({ groupId }) => groupId))] });
  }

  private async planAt(places: EntryPlaces): Promise<void> {
    await this.planning.prepare(this.clock.now());
    await this.ahead.planAt(places);
  }

  private async safely(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.logger.error({ err: error, msg: 'could not plan after a change of stations; the tick will' });
    }
  }
}
