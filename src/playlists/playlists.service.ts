import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock/clock.js';
import { Config } from '../platform/config/config.js';
import { NotFound } from '../platform/http/problem.js';
import type { Playlist } from './playlist.js';
import { PlaylistChanges } from './playlist-changes.js';
import { type CurrentVersion, PlaylistIssuer } from './playlist-issuer.js';
import { type IssuedPlaylist, type PlaylistHead, PlaylistsQueries } from './playlists.queries.js';

/** The playlists of stations, and which audio a station may fetch because of them. */
@Injectable()
export class PlaylistsService {
  constructor(
    private readonly issuer: PlaylistIssuer,
    private readonly changes: PlaylistChanges,
    private readonly queries: PlaylistsQueries,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  /**
   * The version in force now; issued by this call when the content changed or the station's day moved on.
   * Mostly one query.
   * @throws NotFound when there is no such station
   */
  async current(stationId: string): Promise<CurrentVersion> {
    await this.changes.noted();
    const head = await this.queries.head(stationId);
    return (head && freshVersion(head, this.clock.now())) ?? this.issuer.issue(stationId);
  }

  /** The bytes and the signature of a version. @throws NotFound when it was never issued, or is forgotten */
  async issued(stationId: string, version: number): Promise<IssuedPlaylist> {
    const issued = await this.queries.issued(stationId, version);
    if (!issued) throw new NotFound('version of the playlist');
    return issued;
  }

  /** What a version says, read from its bytes; undefined when it was never issued here, or is forgotten. */
  async read(stationId: string, version: number): Promise<Playlist | undefined> {
    const issued = await this.queries.issued(stationId, version);
    return issued && (JSON.parse(issued.body) as Playlist);
  }

  /** What the version in force says. @throws NotFound when there is no such station */
  async readCurrent(stationId: string): Promise<Playlist> {
    const { version } = await this.current(stationId);
    return JSON.parse((await this.issued(stationId, version)).body) as Playlist;
  }

  /**
   * The media type of audio that is, or within PLAYLIST_KEEP_DAYS was, on a playlist of this station.
   * @throws NotFound for any other audio, so that nothing is learnt of it
   */
  async audioTypeFor(stationId: string, sha256: string): Promise<string> {
    const type = await this.queries.audioType(stationId, sha256);
    if (!type) throw new NotFound('audio');
    return type;
  }

  /** Forgets versions older than PLAYLIST_KEEP_DAYS, except those in force. */
  async forgetOld(): Promise<void> {
    const days = this.config.settings.PLAYLIST_KEEP_DAYS;
    await this.queries.deleteIssuedBefore(new Date(this.clock.now().getTime() - days * 86_400_000));
  }
}

function freshVersion({ version, etag, ...head }: PlaylistHead, now: Date): CurrentVersion | undefined {
  const isFresh = head.freshFrom !== null && head.freshUntil !== null && head.freshFrom <= now && now < head.freshUntil;
  return isFresh && version !== null && etag !== null ? { version, etag } : undefined;
}
