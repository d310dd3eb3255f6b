import { InjectQueue } from '@nestjs/bullmq';
import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { Queue } from 'bullmq';
import type { Repository } from 'typeorm';
import { TRANSCODE, type Transcode, TRANSCODING_QUEUE } from './transcode.job.js';
import { Transcoding } from './transcoding.entity.js';
import { deduplicated, RETRIES } from '../../platform/queue/deduplication.js';
import { enqueue } from '../../platform/queue/enqueue.js';
import { QueueOrderService } from './queue-order.service.js';
import { RequestsQueries } from './requests.queries.js';
import { TranscodingNotifier } from './transcoding.notifier.js';

/** The making-ready of originals: asked for, looked up, and never forgotten. */
@Injectable()
export class TranscodingsService {
  constructor(
    @InjectQueue(TRANSCODING_QUEUE) private readonly queue: Queue<Transcode>,
    @InjectRepository(Transcoding) private readonly transcodings: Repository<Transcoding>,
    private readonly requests: RequestsQueries,
    private readonly ranking: QueueOrderService,
    private readonly telling: TranscodingNotifier,
  ) {}

  /**
   * Asks for an original to be made ready. Safe to repeat: it is done once, and all its programs are told.
   * @param again whether to try once more what was refused
   */
  async request(originalSha256: string, { again = false }: { again?: boolean } = {}): Promise<void> {
    const priority = await this.ranking.of(originalSha256);
    await this.requests.request(originalSha256, { priority, again });
    if (!(await this.telling.about(originalSha256))) await this.enqueue(originalSha256);
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

  /** The picture in its tags, a JPEG or a PNG; null when there is none, or until it is ready. */
  async cover(originalSha256: string): Promise<Buffer | null> {
    const found = await this.transcodings.findOne({ where: { originalSha256 }, select: { cover: true } });
    return found?.cover ?? null;
  }

  /**
   * One job at a time for each original: as many as there are rows that wait. Whoever answers takes the row that is the
   * most urgent then, not the one that was rung for.
   */
  async enqueue(originalSha256: string): Promise<void> {
    const options = { ...deduplicated(originalSha256), ...RETRIES };
    await enqueue(this.queue, (queue) => queue.add(TRANSCODE, { originalSha256 }, options));
  }
}
