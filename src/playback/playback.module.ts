import { Module } from '@nestjs/common';
import { BullModule } from '@nestjs/bullmq';
import { SchedulingModule } from '../scheduling/scheduling.module.js';
import { StationsModule } from '../stations/stations.module.js';

/** Play events, confirmations, and what became of each broadcast. */
@Module({ imports: [SchedulingModule, StationsModule, BullModule.registerQueue({ name: 'playback' })] })
export class PlaybackModule {}
