import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock/clock.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { SigningKeys } from '../platform/signing/signing-keys.js';
import { contentHash, nextVersion, playlistBody } from './build-playlist.js';
import { PlaylistContents, type TimedContent } from './playlist-contents.js';
import { PlaylistUnsettled } from './playlists.problems.js';
import { type NewPlaylist, type PlaylistHead, PlaylistsQueries } from './playlists.queries.js';

/** Which version is in force; its strong ETag names the exact bytes. */
export interface CurrentVersion {
  version: number;
  etag: string;
}

const ATTEMPTS = 5;

/** Issues a station's playlist when its content changed or its day moved on; in between the same bytes. */
@Injectable()
export class PlaylistIssuer {
  constructor(
    private readonly contents: PlaylistContents,
    private readonly queries: PlaylistsQueries,
    private readonly keys: SigningKeys,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /**
   * Looks at the schedule and issues a version if need be. Of two calls at once one keeps its version and the other
   * finds it; neither keeps what it built before the schedule changed.
   * @throws PlaylistUnsettled when the schedule changes faster than it can be read
   * @throws NotFound when there is no such station
   */
  async issue(stationId: string): Promise<CurrentVersion> {
    for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
      const current = await this.tryToIssue(stationId);
      if (current) return current;
    }
    throw new PlaylistUnsettled();
  }

  private async tryToIssue(stationId: string): Promise<CurrentVersion | undefined> {
    const now = this.clock.now();
    const seen = await this.queries.head(stationId);
    const timed = await this.contents.at(stationId, now);
    if (!seen) {
      await this.queries.makeHead(stationId);
      return undefined;
    }
    const unchanged = currentVersion(seen, contentHash(timed.content));
    // Built and signed outside of the transaction, which must not wait for a second connection.
    const playlist = unchanged ? undefined : await this.prepare(timed, seen, now);
    return this.unitOfWork.run(async (work) => {
      const head = await this.queries.lockHead(work, stationId);
      if (head?.version !== seen.version || head.changes !== seen.changes) return undefined;
      if (playlist) await this.queries.keep(work, stationId, playlist);
      await this.queries.setFresh(work, stationId, { from: now, until: timed.freshUntil });
      return unchanged ?? playlist;
    });
  }

  private async prepare({ content }: TimedContent, seen: PlaylistHead, issuedAt: Date): Promise<NewPlaylist> {
    const version = nextVersion(issuedAt, seen.version);
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

function currentVersion({ version, etag, contentHash }: PlaylistHead, hash: string): CurrentVersion | undefined {
  return version !== null && etag !== null && contentHash === hash ? { version, etag } : undefined;
}
