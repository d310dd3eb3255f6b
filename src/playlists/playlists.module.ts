import { Module } from '@nestjs/common';
import { ProgramsModule } from '../programs/programs.module.js';
import { SchedulingModule } from '../scheduling/scheduling.module.js';
import { DeviceGuard } from '../stations/devices/device.guard.js';
import { StationsModule } from '../stations/stations.module.js';
import { TranscodingModule } from '../transcoding/transcoding.module.js';
import { PlaylistContentService } from './content/playlist-content.service.js';
import { FeedViews } from './feeds/feed.views.js';
import { FeedsController } from './feeds/feeds.controller.js';
import { DeviceReportsController } from './readiness/device-reports.controller.js';
import { DeviceReportsService } from './readiness/device-reports.service.js';
import { ReadinessController } from './readiness/readiness.controller.js';
import { ReadinessService } from './readiness/readiness.service.js';
import { ReadinessViews } from './readiness/readiness.views.js';
import { StopViews } from './stops/stop.views.js';
import { StoppingService } from './stops/stopping.service.js';
import { StopsController } from './stops/stops.controller.js';
import { FeedTicketsController } from './tickets/feed-tickets.controller.js';
import { FeedTicketsService } from './tickets/feed-tickets.service.js';
import { TicketsService } from './tickets/tickets.service.js';
import { IssuingService } from './versions/issuing.service.js';
import { PlaylistController } from './versions/playlist.controller.js';
import { PlaylistsListener } from './versions/playlists.listener.js';
import { PlaylistsService } from './versions/playlists.service.js';
import { PlaylistsTick } from './versions/playlists.tick.js';
import { StationAudioController } from './versions/station-audio.controller.js';

const tickets = [TicketsService, FeedTicketsService, DeviceGuard];
const versions = [PlaylistContentService, IssuingService, PlaylistsService, PlaylistsListener, PlaylistsTick];

/** Versioned signed playlists, the delivery of their audio, feeds for other players, and the readiness of devices. */
@Module({
  imports: [SchedulingModule, ProgramsModule, TranscodingModule, StationsModule],
  controllers: [
    PlaylistController,
    StationAudioController,
    FeedsController,
    FeedTicketsController,
    DeviceReportsController,
    ReadinessController,
    StopsController,
  ],
  providers: [
    ...tickets,
    ...versions,
    FeedViews,
    DeviceReportsService,
    ReadinessService,
    ReadinessViews,
    StoppingService,
    StopViews,
  ],
  exports: [PlaylistsService, ReadinessService],
})
export class PlaylistsModule {}
