import { Injectable, Logger } from '@nestjs/common';
import { OnEvent } from '@nestjs/event-emitter';
import { DataSource } from 'typeorm';
import { BroadcastsChanged } from '../../scheduling/broadcasts/broadcasts-changed.event.js';
import { countChange } from './playlists.queries.js';

/**
 * Marks playlists whose schedule changed, so that the next pull reads it. Scheduling waits for this before it answers.
 * A lost event delays the change by PLAYLIST_RECHECK_SECONDS.
 */
@Injectable()
export class PlaylistsListener {
  private readonly logger = new Logger('playlists');

  constructor(private readonly source: DataSource) {}

  @OnEvent(BroadcastsChanged.name)
  async broadcastsChanged({ stationIds }: BroadcastsChanged): Promise<void> {
    await countChange(this.source, stationIds).catch((error: unknown) =>
      this.logger.error({ err: error, msg: 'could not mark changed playlists' }),
    );
  }
}
