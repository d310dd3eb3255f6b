import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Device } from './devices/device.entity.js';
import { DevicesQueries } from './devices/devices.queries.js';
import { DevicesService } from './devices/devices.service.js';
import { GroupsQueries } from './groups/groups.queries.js';
import { GroupsService } from './groups/groups.service.js';
import { StationGroup } from './groups/station-group.entity.js';
import { StationScopes } from './station-scopes.js';
import { Station } from './station.entity.js';
import { StationsQueries } from './stations.queries.js';
import { StationsService } from './stations.service.js';

/** Centres, units with dated codes, stations, groups, clusters, and the devices that play. */
@Module({
  imports: [TypeOrmModule.forFeature([Station, StationGroup, Device])],
  providers: [
    StationScopes,
    StationsQueries,
    StationsService,
    GroupsQueries,
    GroupsService,
    DevicesQueries,
    DevicesService,
  ],
  exports: [StationsService, GroupsService, DevicesService],
})
export class StationsModule {}
