import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { RegisterModule } from '../register.module.js';
import { GroupKeepingService } from './group-keeping.service.js';
import { GroupMember } from './group-member.entity.js';
import { GroupsController } from './groups.controller.js';
import { GroupsQueries } from './groups.queries.js';
import { GroupsService } from './groups.service.js';
import { StationGroup } from './station-group.entity.js';

/** Groups of a centre's stations. */
@Module({
  imports: [TypeOrmModule.forFeature([StationGroup, GroupMember]), RegisterModule],
  controllers: [GroupsController],
  providers: [GroupsService, GroupsQueries, GroupKeepingService],
  exports: [GroupsService],
})
export class GroupsModule {}
