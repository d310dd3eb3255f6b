import { Injectable, Logger } from '@nestjs/common';
import { OnEvent } from '@nestjs/event-emitter';
import { BroadcastsChanged } from '../scheduling/broadcasts/broadcasts-changed.event.js';
import { PlaylistsQueries } from './playlists.queries.js';

/** Hears of changes to the schedule, so that the next pull sees them. News that is lost costs PLAYLIST_RECHECK_SECONDS. */
@Injectable()
export class PlaylistChanges {
  private readonly logger = new Logger('playlists');
  private noting: Promise<void> = Promise.resolve();

  constructor(private readonly queries: PlaylistsQueries) {}

  @OnEvent(BroadcastsChanged.name)
  note({ stationIds }: BroadcastsChanged): void {
    const before = this.noting;
    this.noting = this.queries
      .noteChange(stationIds)
      .catch((error: unknown) => this.logger.error({ err: error, msg: 'a change of the schedule was not noted' }))
      .then(() => before);
  }

  /** Waits until every change that this process has heard of is noted: who withdraws and pulls at once sees it gone. */
  noted(): Promise<void> {
    return this.noting;
  }
}
