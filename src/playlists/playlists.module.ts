import { Module } from '@nestjs/common';
import { ProgramsModule } from '../programs/programs.module.js';
import { SchedulingModule } from '../scheduling/scheduling.module.js';
import { DeviceGuard } from '../stations/devices/device.guard.js';
import { StationsModule } from '../stations/stations.module.js';
import { TranscodingModule } from '../transcoding/transcoding.module.js';
import { FeedTicketsController } from './feeds/feed-tickets.controller.js';
import { FeedTicketsService } from './feeds/feed-tickets.service.js';
import { FeedsController } from './feeds/feeds.controller.js';
import { FeedsService } from './feeds/feeds.service.js';
import { TicketGenerations } from './feeds/ticket-generations.queries.js';
import { Tickets } from './feeds/tickets.js';
import { ItemSources } from './item-sources.js';
import { PlaylistChanges } from './playlist-changes.js';
import { PlaylistContents } from './playlist-contents.js';
import { PlaylistIssuer } from './playlist-issuer.js';
import { PlaylistController } from './playlist.controller.js';
import { PlaylistsCron } from './playlists.cron.js';
import { PlaylistsQueries } from './playlists.queries.js';
import { PlaylistsService } from './playlists.service.js';
import { HeartbeatsService } from './readiness/heartbeats.service.js';
import { ReadinessController } from './readiness/readiness.controller.js';
import { ReadinessService } from './readiness/readiness.service.js';
import { ReportController } from './readiness/report.controller.js';
import { StationAudioController } from './station-audio.controller.js';

const issuing = [PlaylistIssuer, PlaylistContents, ItemSources, PlaylistChanges, PlaylistsQueries];
const feeds = [FeedsService, FeedTicketsService, TicketGenerations, Tickets, DeviceGuard];
const readiness = [HeartbeatsService, ReadinessService];

/** Versioned signed playlists, the delivery of their audio, feeds for other players, and who holds what. */
@Module({
  imports: [SchedulingModule, ProgramsModule, TranscodingModule, StationsModule],
  controllers: [
    PlaylistController,
    StationAudioController,
    FeedsController,
    FeedTicketsController,
    ReportController,
    ReadinessController,
  ],
  providers: [PlaylistsService, PlaylistsCron, ...issuing, ...feeds, ...readiness],
  exports: [PlaylistsService],
})
export class PlaylistsModule {}
