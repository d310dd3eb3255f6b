import { type DynamicModule, Module } from '@nestjs/common';
import { ConsoleModule } from './console/console.module.js';
import { IdentityModule } from './identity/identity.module.js';
import { PlatformModule } from './platform/platform.module.js';
import type { Runtime } from './platform/runtime.js';
import { PlaybackModule } from './playback/playback.module.js';
import { PlaylistsModule } from './playlists/playlists.module.js';
import { ProgramsModule } from './programs/programs.module.js';
import { ReportsModule } from './reports/reports.module.js';
import { SchedulingModule } from './scheduling/scheduling.module.js';
import { StationsModule } from './stations/stations.module.js';
import { SystemModule } from './system/system.module.js';
import { TranscodingModule } from './transcoding/transcoding.module.js';

/** The whole service, bottom to top: a module imports only from modules above it in this list. */
const MODULES = [
  IdentityModule,
  StationsModule,
  ProgramsModule,
  TranscodingModule,
  SchedulingModule,
  PlaylistsModule,
  PlaybackModule,
  ReportsModule,
  SystemModule,
  ConsoleModule,
];

@Module({})
export class AppModule {
  static for(runtime: Runtime): DynamicModule {
    return { module: AppModule, imports: [PlatformModule.for(runtime), ...MODULES] };
  }
}
