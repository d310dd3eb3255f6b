import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { RegisterModule } from '../register.module.js';
import { Cluster } from './cluster.entity.js';
import { ClustersController } from './clusters.controller.js';
import { ClustersService } from './clusters.service.js';

/** The loudspeaker clusters of stations. */
@Module({
  imports: [TypeOrmModule.forFeature([Cluster]), RegisterModule],
  controllers: [ClustersController],
  providers: [ClustersService],
})
export class ClustersModule {}
