import { Module } from '@nestjs/common';
import { ClustersModule } from './clusters/clusters.module.js';
import { DevicesModule } from './devices/devices.module.js';
import { GroupsModule } from './groups/groups.module.js';
import { RegisterModule } from './register.module.js';

/** Centres, units with dated codes, stations, groups, clusters, and the devices that play. */
@Module({
  imports: [RegisterModule, GroupsModule, ClustersModule, DevicesModule],
  exports: [RegisterModule, GroupsModule, DevicesModule],
})
export class StationsModule {}
