import { Module } from '@nestjs/common';
import { SchedulingModule } from '../scheduling/scheduling.module.js';
import { StationsModule } from '../stations/stations.module.js';
import { TranscodingModule } from '../transcoding/transcoding.module.js';

/** Versioned signed playlists and the delivery of their audio. */
@Module({ imports: [SchedulingModule, TranscodingModule, StationsModule] })
export class PlaylistsModule {}
