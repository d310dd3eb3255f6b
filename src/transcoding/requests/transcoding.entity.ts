import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { z } from 'zod';
import { codes } from '../../platform/words/codes.js';
import type { Finding } from '../findings/findings.js';
import type { Shortfall } from '../loudness/gain.js';
import type { Measured } from '../loudness/loudness.js';
import type { SourceAudio } from '../probe/audio-description.js';
import type { RefusalCode, RefusalData } from '../refusal.js';
import type { Step } from './progress.js';

export const TranscodingState = codes('TranscodingState', {
  waiting: { vi: 'đang chờ', en: 'waiting' },
  running: { vi: 'đang xử lý', en: 'running' },
  ready: { vi: 'xong', en: 'ready' },
  refused: { vi: 'âm thanh không dùng được', en: 'the audio cannot be used' },
  failed: { vi: 'không xử lý được', en: 'failed' },
  cancelled: { vi: 'đã huỷ', en: 'cancelled' },
});
export type TranscodingState = z.infer<typeof TranscodingState>;

/** What was measured of an original and its renditions. */
export interface Figures {
  /** Of the original, as it would be heard. */
  before: Measured;
  /** Of the renditions, as a receiver decodes them, by profile. */
  after: Record<string, Measured>;
  /** In dB. */
  gain: number;
  /** Why the target was missed; null when it was reached. */
  shortfall: Shortfall | null;
  /** Version of ffmpeg. */
  ffmpeg: string;
}

/** The transcoding of one original: what is done, how far it is, and how it ended. The row holds the work, jobs are only signals. */
@Entity('transcodings')
export class Transcoding {
  @PrimaryColumn('text', { name: 'original_sha256' }) originalSha256!: string;
  @Column('text') state!: TranscodingState;
  @Column('text', { nullable: true }) step!: Step | null;
  /** Whole percent of all the work. */
  @Column('smallint') progress!: number;
  @Column('integer') attempts!: number;
  /** The run that holds the claim. */
  @Column('uuid', { nullable: true }) run!: string | null;
  /** Lower is sooner. */
  @Column('integer') priority!: number;
  @Column('jsonb', { nullable: true }) source!: SourceAudio | null;
  @Column('jsonb', { nullable: true }) measured!: Figures | null;
  @Column('jsonb') findings!: Finding[];
  /** The picture in the tags, as it is; `source.picture` says whether there is one. */
  @Column('bytea', { nullable: true, select: false }) cover!: Buffer | null;
  @Column('text', { name: 'refusal_code', nullable: true }) refusalCode!: RefusalCode | null;
  /** The figures that belong to the code, e.g. the limit that was exceeded. */
  @Column('jsonb', { name: 'refusal_data' }) refusalData!: RefusalData;
  @Column('timestamptz', { name: 'queued_at' }) queuedAt!: Date;
  @Column('timestamptz', { name: 'started_at', nullable: true }) startedAt!: Date | null;
  @Column('timestamptz', { name: 'heartbeat_at', nullable: true }) heartbeatAt!: Date | null;
  @Column('timestamptz', { name: 'finished_at', nullable: true }) finishedAt!: Date | null;
  /** When the programs were notified of the result. */
  @Column('timestamptz', { name: 'notified_at', nullable: true }) notifiedAt!: Date | null;
  /** Whether it is re-encoded by a newer profile set, while its old renditions stay on air. */
  @Column('boolean') renewing!: boolean;

  /** Whether it has renditions; during a renewal it has the old ones. */
  isReady(): boolean {
    return this.state === 'ready' || this.renewing;
  }

  /** Whether its programs can be notified of the result; during a renewal that is the old one. */
  isOver(): boolean {
    return this.renewing || (this.state !== 'waiting' && this.state !== 'running');
  }
}
