import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { addDays, localDay, startOfDay } from '../../platform/clock/local-day.js';
import { Config } from '../../platform/config/config.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { SigningKeys } from '../../platform/signing/signing-keys.js';
import { contentHash, nextVersion, playlistBody } from '../content/build-playlist.js';
import type { PlaylistContent } from '../content/playlist.js';
import { PlaylistContentService } from '../content/playlist-content.service.js';
import { PlaylistUnsettled } from './playlists.problems.js';
import {
  carriedItems,
  type CurrentVersion,
  findHead,
  insertHead,
  insertPlaylist,
  lockHead,
  type NewPlaylist,
  setFresh,
} from './playlists.queries.js';

const ATTEMPTS = 5;

/** Issues a new version of a station's playlist when its content changed; otherwise the version in force stays. */
@Injectable()
export class IssuingService {
  constructor(
    private readonly contents: PlaylistContentService,
    private readonly keys: SigningKeys,
    private readonly unitOfWork: UnitOfWork,
    private readonly source: DataSource,
    private readonly config: Config,
  ) {}

  /**
   * Reads the schedule and issues a version if its content is new. Of two calls at once one stores its version and the
   * other returns it; neither stores what it built before the schedule changed.
   * @throws PlaylistUnsettled when the schedule changes faster than it can be read
   * @throws NotFound when there is no such station
   */
  async issue(stationId: string, now: Date): Promise<CurrentVersion> {
    for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
      const current = await this.tryToIssue(stationId, now);
      if (current) return current;
    }
    throw new PlaylistUnsettled();
  }

  private async tryToIssue(stationId: string, now: Date): Promise<CurrentVersion | undefined> {
    const { PLAYLIST_DAYS: days, PLAYLIST_RECHECK_SECONDS } = this.config.settings;
    const seen = await findHead(this.source, stationId);
    const items = await carriedItems(this.source, stationId, now);
    const carried = items.map(({ broadcastId }) => broadcastId);
    const content = await this.contents.at(stationId, { now, days, carried });
    if (!seen) {
      await this.unitOfWork.run((work) => insertHead(work, stationId));
      return undefined;
    }
    const unchanged = seen.contentHash === contentHash(content) ? seen.current : undefined;
    // Built and signed outside the transaction, which must not wait for a second connection.
    const playlist = unchanged ? undefined : await this.sign(content, seen.current?.version ?? null, now);
    const until = freshUntil(content, items, { now, recheckSeconds: PLAYLIST_RECHECK_SECONDS });
    return this.unitOfWork.run(async (work) => {
      const head = await lockHead(work, stationId);
      if (head?.current?.version !== seen.current?.version || head?.changes !== seen.changes) return undefined;
      if (playlist) await insertPlaylist(work, stationId, playlist);
      await setFresh(work, stationId, { from: now, until });
      return unchanged ?? playlist;
    });
  }

  private async sign(content: PlaylistContent, before: number | null, issuedAt: Date): Promise<NewPlaylist> {
    const version = nextVersion(issuedAt, before);
    const body = playlistBody(content, { version, issuedAt });
    return {
      version,
      body,
      etag: `"${createHash('sha256').update(body).digest('base64url')}"`,
      signature: await this.keys.signDetached(body),
      contentHash: contentHash(content),
      issuedAt,
      validFrom: new Date(content.validFrom),
      validUntil: new Date(content.validUntil),
      items: content.items.map(({ broadcastId, startsAt, endsAt, startWithin, audio: { sha256, type } }) => ({
        broadcastId,
        sha256,
        type,
        startsAt,
        latestEnd: new Date(new Date(endsAt).getTime() + startWithin * 1_000),
      })),
    };
  }
}

/**
 * Until when the content holds if no change is announced: an item of `stop` ends, the local day ends, or, because not
 * every change is announced, `recheckSeconds` are over.
 */
function freshUntil(
  { timeZone }: PlaylistContent,
  carried: readonly { latestEnd: Date }[],
  { now, recheckSeconds }: { now: Date; recheckSeconds: number },
): Date {
  const ends = [
    now.getTime() + recheckSeconds * 1_000,
    startOfDay(addDays(localDay(now, timeZone), 1), timeZone).getTime(),
    ...carried.map(({ latestEnd }) => latestEnd.getTime()),
  ];
  return new Date(Math.min(...ends));
}
