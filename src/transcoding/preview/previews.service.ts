import { Injectable } from '@nestjs/common';
import type { Actor } from '../../identity/actor.js';
import { SessionsService } from '../../identity/sessions/sessions.service.js';
import { NotFound } from '../../platform/http/http.problems.js';
import type { SentAudio } from '../../platform/storage/send-audio.js';
import { ProgramsService } from '../../programs/programs.service.js';
import type { Demuxer } from '../ffmpeg/whitelists.js';
import type { PreviewOf } from './preview.schemas.js';
import { RenditionsService } from '../rendition/renditions.service.js';
import { TranscodingsService } from '../requests/transcodings.service.js';
import { PreviewTicketsService } from './preview-tickets.service.js';
import { PreviewOver } from './preview.problems.js';

/** Some audio of a program. */
export interface Wanted {
  programId: string;
  which: PreviewOf;
}

/** Lets people listen to a program before it airs: in their session, or with a ticket issued in it. */
@Injectable()
export class PreviewsService {
  constructor(
    private readonly programs: ProgramsService,
    private readonly transcodings: TranscodingsService,
    private readonly renditions: RenditionsService,
    private readonly tickets: PreviewTicketsService,
    private readonly sessions: SessionsService,
  ) {}

  /** @throws NotFound outside the actor's reach, or when there is no such audio */
  async find({ programId, which }: Wanted, actor: Actor): Promise<{ originalSha256: string; audio: SentAudio }> {
    const { originalSha256 } = await this.programs.findVisible(programId, actor);
    if (which === 'in-force') return this.inForce(programId);
    if (!originalSha256) throw new NotFound('audio');
    const audio = which === 'original' ? await this.original(originalSha256) : await this.made(originalSha256, which);
    return { originalSha256, audio: { ...audio, mayChange: true } };
  }

  /**
   * Issues a ticket. It is valid for PREVIEW_TICKET_MINUTES, as long as the session lasts, the person may see the program,
   * and the program has the same audio.
   * @throws NotFound
   */
  async issueTicket(wanted: Wanted, { by, sessionId }: { by: Actor; sessionId: string }) {
    const { originalSha256 } = await this.find(wanted, by);
    return this.tickets.issue({ ...wanted, sessionId, originalSha256 });
  }

  /** The audio that a ticket gives access to. @throws PreviewOver */
  async audioFor(ticket: string): Promise<SentAudio> {
    const { sessionId, originalSha256, ...wanted } = await this.tickets.read(ticket);
    const actor = await this.sessions.actorIn(sessionId);
    const found = actor && (await this.find(wanted, actor).catch(overWhenGone));
    if (!found || found.originalSha256 !== originalSha256) throw new PreviewOver();
    return found.audio;
  }

  /** The rendition that every receiver plays. */
  private async inForce(programId: string): Promise<{ originalSha256: string; audio: SentAudio }> {
    const version = (await this.programs.versionsInForce([programId])).get(programId);
    const sha256 = version?.renditions['speech'] ?? '';
    const rendition = (await this.renditions.findMany([sha256])).get(sha256);
    if (!version || !rendition) throw new NotFound('audio');
    const { mediaType } = rendition;
    const { originalSha256 } = version;
    return { originalSha256, audio: { kind: 'rendition', sha256, mediaType, mayChange: true } };
  }

  private async original(sha256: string): Promise<SentAudio> {
    const transcoding = await this.transcodings.find(sha256);
    return { kind: 'original', sha256, mediaType: mediaTypeOf(transcoding?.source) };
  }

  private async made(originalSha256: string, profile: Exclude<PreviewOf, 'original' | 'in-force'>): Promise<SentAudio> {
    const rendition = (await this.renditions.find([originalSha256], profile)).get(originalSha256);
    if (!rendition) throw new NotFound('audio');
    return { kind: 'rendition', sha256: rendition.sha256, mediaType: rendition.mediaType };
  }
}

function overWhenGone(error: unknown): never {
  throw error instanceof NotFound ? new PreviewOver() : error;
}

const MEDIA_TYPES: Record<Demuxer, string> = {
  wav: 'audio/wav',
  w64: 'audio/x-w64',
  aiff: 'audio/aiff',
  flac: 'audio/flac',
  mp3: 'audio/mpeg',
  aac: 'audio/aac',
  mov: 'audio/mp4',
  ogg: 'audio/ogg',
  asf: 'audio/x-ms-wma',
  amr: 'audio/amr',
  matroska: 'audio/webm',
};

/** The media type of an original, for browsers; one that was not probed yet, or was refused, has a generic one. */
const mediaTypeOf = (source: { demuxer: Demuxer } | null | undefined): string =>
  source ? MEDIA_TYPES[source.demuxer] : 'application/octet-stream';
