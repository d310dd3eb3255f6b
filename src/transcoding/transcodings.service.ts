import { InjectQueue } from '@nestjs/bullmq';
import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { Queue } from 'bullmq';
import type { Repository } from 'typeorm';
import { TRANSCODE, type Transcode, TRANSCODING_QUEUE } from './transcode.job.js';
import { Transcoding } from './transcoding.entity.js';
import { Clock } from '../platform/clock/clock.js';
import { oneAtATime } from '../platform/queue/one-at-a-time.js';
import { ring } from '../platform/queue/ring.js';
import { NextAiringsService } from '../programs/next-airings.service.js';
import { priorityOf, RENEWAL } from './priority.js';
import { RequestsQueries } from './requests.queries.js';
import type { Unfinished } from './transcodings.queries.js';

// What may pass is tried again after 2, 4, 8 … seconds; after the last of them the sweep rings.
const RETRIES = { attempts: 5, backoff: { type: 'exponential', delay: 2_000 } };

/** The making-ready of originals: asked for, looked up, and never forgotten. */
@Injectable()
export class TranscodingsService {
  constructor(
    @InjectQueue(TRANSCODING_QUEUE) private readonly queue: Queue<Transcode>,
    @InjectRepository(Transcoding) private readonly transcodings: Repository<Transcoding>,
    private readonly requests: RequestsQueries,
    private readonly airings: NextAiringsService,
    private readonly clock: Clock,
  ) {}

  /**
   * Asks for an original to be made ready. Safe to repeat: it is done once, and all its programs are told.
   * @param again whether to try once more what was refused
   */
  async request(originalSha256: string, { again = false }: { again?: boolean } = {}): Promise<void> {
    const now = this.clock.now();
    const priority = priorityOf(await this.airings.ofAudio(originalSha256, now), now);
    await this.requests.request(originalSha256, { priority, again });
    await this.ring({ originalSha256, priority });
  }

  /** The state of an original's making-ready; null when it was never asked for. */
  find(originalSha256: string): Promise<Transcoding | null> {
    return this.transcodings.findOneBy({ originalSha256 });
  }

  /** Up to 1,800 peaks of what stations will play, 255 is full scale; null until it is ready. */
  async waveform(originalSha256: string): Promise<Uint8Array | null> {
    const found = await this.transcodings.findOne({ where: { originalSha256 }, select: { waveform: true } });
    return found?.waveform ?? null;
  }

  /**
   * One job at a time for each original; the row says whether there is anything to do. A program that comes with an
   * original whose renewal waits far behind gets a job of its own.
   */
  async ring({ originalSha256, priority }: Unfinished): Promise<void> {
    const id = priority >= RENEWAL ? `renewal of ${originalSha256}` : originalSha256;
    const options = { ...oneAtATime(id), priority, ...RETRIES };
    await ring(this.queue, (queue) => queue.add(TRANSCODE, { originalSha256 }, options));
  }
}
