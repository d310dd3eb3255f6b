import { Injectable } from '@nestjs/common';
import { type JWTPayload, jwtVerify, SignJWT } from 'jose';
import { DataSource } from 'typeorm';
import { Clock } from '../../platform/clock/clock.js';
import { localDay } from '../../platform/clock/local-day.js';
import { Config } from '../../platform/config/config.js';
import { SigningKeys } from '../../platform/signing/signing-keys.js';
import { StationsService } from '../../stations/stations.service.js';
import { TicketNotValid } from './tickets.problems.js';
import { ticketGeneration } from './tickets.queries.js';

/** What a ticket gives access to: the feeds of a station, or one audio file of it. */
export type TicketPurpose = 'feeds' | `audio:${string}`;

const ALGORITHM = 'HS256';

/**
 * Signs and verifies tickets: credentials in a URL, for players that cannot send a header. Each gives access to one thing
 * of one station until it expires, the station's tickets end, or the station is closed.
 */
@Injectable()
export class TicketsService {
  constructor(
    private readonly keys: SigningKeys,
    private readonly stations: StationsService,
    private readonly source: DataSource,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  /** A ticket for a station's feeds, valid for FEED_TICKET_DAYS. */
  async forFeeds(stationId: string): Promise<{ ticket: string; expiresAt: Date }> {
    const expiresAt = this.inHours(this.config.settings.FEED_TICKET_DAYS * 24);
    const sign = await this.signerFor(stationId, expiresAt);
    return { ticket: await sign('feeds'), expiresAt };
  }

  /** A function that signs tickets for single audio files of a station, valid for AUDIO_TICKET_HOURS. */
  async forAudio(stationId: string): Promise<(sha256: string) => Promise<string>> {
    const sign = await this.signerFor(stationId, this.inHours(this.config.settings.AUDIO_TICKET_HOURS));
    return (sha256) => sign(`audio:${sha256}`);
  }

  /**
   * The id of the station that the ticket is for.
   * @throws TicketNotValid when it is forged, ended, expired or for another purpose, or its station is closed
   */
  async stationOf(ticket: string, purpose: TicketPurpose): Promise<string> {
    const { sub: stationId = '', gen } = await this.claimsOf(ticket, purpose);
    const station = await this.stations.find(stationId);
    const isClosed = station.closedOn !== null && station.closedOn <= localDay(this.clock.now(), station.timeZone);
    if (isClosed || gen !== (await ticketGeneration(this.source, stationId))) throw new TicketNotValid();
    return stationId;
  }

  private async claimsOf(ticket: string, purpose: TicketPurpose): Promise<JWTPayload> {
    const secret = await this.keys.secretFor('tickets');
    const rules = { algorithms: [ALGORITHM], audience: purpose, requiredClaims: ['sub', 'exp', 'gen'] };
    try {
      return (await jwtVerify(ticket, secret, { ...rules, currentDate: this.clock.now() })).payload;
    } catch {
      throw new TicketNotValid();
    }
  }

  // Reads the secret and the generation once for all tickets of a list.
  private async signerFor(stationId: string, expiresAt: Date): Promise<(purpose: TicketPurpose) => Promise<string>> {
    const secret = await this.keys.secretFor('tickets');
    const gen = await ticketGeneration(this.source, stationId);
    return (purpose) =>
      new SignJWT({ gen })
        .setProtectedHeader({ alg: ALGORITHM })
        .setSubject(stationId)
        .setAudience(purpose)
        .setExpirationTime(expiresAt)
        .sign(secret);
  }

  private inHours(hours: number): Date {
    return new Date(this.clock.now().getTime() + hours * 3_600_000);
  }
}
