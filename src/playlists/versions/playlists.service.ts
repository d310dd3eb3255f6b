import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock } from '../../platform/clock/clock.js';
import { Config } from '../../platform/config/config.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { NotFound } from '../../platform/http/http.problems.js';
import { type Playlist, readPlaylist } from '../content/playlist.js';
import { IssuingService } from './issuing.service.js';
import {
  type CurrentVersion,
  deleteIssuedBefore,
  findAudioType,
  findHead,
  findIssued,
  type IssuedPlaylist,
  type PlaylistHead,
} from './playlists.queries.js';
import { readyUntil } from './ready-until.queries.js';

export { HELD_VERSION, MADE_SINCE, PLAYLIST_CHANGED } from './ready-until.queries.js';

/** The playlists of stations, and the audio that a station may fetch because of them. */
@Injectable()
export class PlaylistsService {
  constructor(
    private readonly issuing: IssuingService,
    private readonly unitOfWork: UnitOfWork,
    private readonly source: DataSource,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  /**
   * The version in force now, issued by this call when the content changed or the station's day moved on.
   * Usually one query.
   * @throws PlaylistUnsettled when the schedule changes faster than it can be read
   * @throws NotFound when there is no such station
   */
  async current(stationId: string): Promise<CurrentVersion> {
    const now = this.clock.now();
    const head = await findHead(this.source, stationId);
    return (head && freshVersion(head, now)) ?? this.issuing.issue(stationId, now);
  }

  /** The bytes and the signature of a version. @throws NotFound when it was never issued or is deleted */
  async issued(stationId: string, version: number): Promise<IssuedPlaylist> {
    const issued = await findIssued(this.source, stationId, version);
    if (!issued) throw new NotFound('version of the playlist');
    return issued;
  }

  /** The playlist of a version; undefined when it was never issued here or is deleted. */
  async read(stationId: string, version: number): Promise<Playlist | undefined> {
    const issued = await findIssued(this.source, stationId, version);
    return issued && readPlaylist(issued.body);
  }

  /** The playlist in force. @throws PlaylistUnsettled, and NotFound when there is no such station */
  async readCurrent(stationId: string): Promise<Playlist> {
    const { version } = await this.current(stationId);
    return readPlaylist((await this.issued(stationId, version)).body);
  }

  /**
   * Until when one of a station's devices holds everything of the version in force, as far as they report; one statement for
   * any number of stations, which issues no version. What has changed since the last one was issued ends it too.
   */
  readyUntil(stationIds: readonly string[]): Promise<Map<string, Date>> {
    return readyUntil(this.source, stationIds, this.clock.now());
  }

  /**
   * The media type of audio that is, or within PLAYLIST_KEEP_DAYS was, on a playlist of this station.
   * @throws NotFound for any other audio, whether it exists or not
   */
  async audioTypeFor(stationId: string, sha256: string): Promise<string> {
    const type = await findAudioType(this.source, stationId, sha256);
    if (!type) throw new NotFound('audio');
    return type;
  }

  /** Deletes versions older than PLAYLIST_KEEP_DAYS, except those in force. */
  async deleteOld(): Promise<void> {
    const days = this.config.settings.PLAYLIST_KEEP_DAYS;
    await this.unitOfWork.run((work) => deleteIssuedBefore(work, new Date(work.now.getTime() - days * 86_400_000)));
  }
}

function freshVersion({ current, freshFrom, freshUntil }: PlaylistHead, now: Date): CurrentVersion | undefined {
  const isFresh = freshFrom !== null && freshUntil !== null && freshFrom <= now && now < freshUntil;
  return isFresh ? current : undefined;
}
