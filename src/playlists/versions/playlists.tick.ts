import { Injectable } from '@nestjs/common';
import { Cron, CronExpression } from '@nestjs/schedule';
import { PlaylistsService } from './playlists.service.js';

@Injectable()
export class PlaylistsTick {
  constructor(private readonly playlists: PlaylistsService) {}

  @Cron(CronExpression.EVERY_DAY_AT_3AM, { name: 'delete-old-playlists' })
  deleteOld(): Promise<void> {
    return this.playlists.deleteOld();
  }
}
