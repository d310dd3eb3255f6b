import { InjectQueue } from '@nestjs/bullmq';
import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { Queue } from 'bullmq';
import type { Repository } from 'typeorm';
import { TRANSCODE, type Transcode, TRANSCODING_QUEUE } from './transcode.job.js';
import { Transcoding } from './transcoding.entity.js';
import { TranscodingsQueries, type Unfinished } from './transcodings.queries.js';

const DEFAULT_PRIORITY = 100;

// What may pass is tried again after 2, 4, 8 … seconds; after the last of them the sweep rings.
const RETRIES = { attempts: 5, backoff: { type: 'exponential', delay: 2_000 } };

/** The making-ready of originals: asked for, looked up, and never forgotten. */
@Injectable()
export class TranscodingsService {
  constructor(
    @InjectQueue(TRANSCODING_QUEUE) private readonly queue: Queue<Transcode>,
    @InjectRepository(Transcoding) private readonly transcodings: Repository<Transcoding>,
    private readonly queries: TranscodingsQueries,
  ) {}

  /** Asks for an original to be made ready. Safe to repeat: it is done once, and all its programs are told. */
  async request(originalSha256: string): Promise<void> {
    await this.queries.request(originalSha256);
    await this.ring({ originalSha256, priority: DEFAULT_PRIORITY });
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

  /** One job at a time for each original; the row says whether there is anything to do. */
  async ring({ originalSha256, priority }: Unfinished): Promise<void> {
    const deduplication = { id: originalSha256 };
    await this.queue.add(TRANSCODE, { originalSha256 }, { deduplication, priority, ...RETRIES });
  }
}
