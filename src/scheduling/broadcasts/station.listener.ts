import { Injectable, Logger } from '@nestjs/common';
import { OnEvent } from '@nestjs/event-emitter';
import { Clock } from '../../platform/clock/clock.js';
import { ServedStationsChanged } from '../../stations/centres/served-stations-changed.event.js';
import { GroupsService } from '../../stations/groups/groups.service.js';
import { GroupChanged } from '../../stations/groups/group-changed.event.js';
import { ClosingDayChanged } from '../../stations/closing-day-changed.event.js';
import type { EntryPlaces } from '../entries/entry.entity.js';
import { ReplanningService } from './replanning.service.js';

/** Replans the entries of stations and groups that changed. The hourly tick makes up for lost events. */
@Injectable()
export class StationListener {
  private readonly logger = new Logger('planning');

  constructor(
    private readonly replanning: ReplanningService,
    private readonly groups: GroupsService,
    private readonly clock: Clock,
  ) {}

  @OnEvent(GroupChanged.name)
  groupChanged({ groupId }: GroupChanged): Promise<void> {
    return this.orLog(this.replan({ stationIds: [], groupIds: [groupId] }));
  }

  @OnEvent(ServedStationsChanged.name)
  servedStationsChanged({ stationIds }: ServedStationsChanged): Promise<void> {
    return this.orLog(this.replanAtStations(stationIds));
  }

  @OnEvent(ClosingDayChanged.name)
  closingDayChanged({ stationId }: ClosingDayChanged): Promise<void> {
    return this.orLog(this.replanAtStations([stationId]));
  }

  private async replanAtStations(stationIds: readonly string[]): Promise<void> {
    const memberships = await this.groups.membershipsOf(stationIds);
    await this.replan({ stationIds, groupIds: [...new Set(memberships.map(({ groupId }) => groupId))] });
  }

  private replan(places: EntryPlaces): Promise<void> {
    return this.replanning.replanAt(places, this.clock.now());
  }

  private async orLog(replanning: Promise<void>): Promise<void> {
    await replanning.catch((error: unknown) =>
      this.logger.error({ err: error, msg: 'could not replan after a change of stations; the next tick will' }),
    );
  }
}
