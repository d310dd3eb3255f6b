import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Finding } from '../findings/findings.js';
import type { Shortfall } from '../loudness/gain.js';
import type { Loudness } from '../loudness/loudness.js';
import type { Step } from './progress.js';
import type { RefusalCode, RefusalData } from '../refusal.js';
import type { SourceAudio } from '../probe/audio-description.js';

export const TRANSCODING_STATES = ['waiting', 'running', 'ready', 'refused', 'failed', 'cancelled'] as const;
export type TranscodingState = (typeof TRANSCODING_STATES)[number];

/** The figures of one original, before and after. */
export interface Figures {
  /** What would be heard of the original as it was handed in. */
  before: Loudness & { seconds: number };
  /** What a receiver hears, by profile. */
  after: Record<string, Loudness & { seconds: number }>;
  /** The one gain, in dB. */
  gain: number;
  /** Why the target was not reached; null when it was. */
  shortfall: Shortfall | null;
  ffmpeg: string;
}

/** The making-ready of one original: what is done, how far, and how it ended. The row is the truth, the queue rings. */
@Entity('transcodings')
export class Transcoding {
  @PrimaryColumn('text', { name: 'original_sha256' }) originalSha256!: string;
  @Column('text') state!: TranscodingState;
  @Column('text', { nullable: true }) step!: Step | null;
  /** Whole percent of all the work. */
  @Column('smallint') progress!: number;
  @Column('integer') attempts!: number;
  @Column('uuid', { nullable: true }) run!: string | null;
  @Column('integer') priority!: number;
  @Column('jsonb', { nullable: true }) source!: SourceAudio | null;
  @Column('jsonb', { nullable: true }) measured!: Figures | null;
  @Column('jsonb') findings!: Finding[];
  /** Up to 1,800 peaks, a byte each; read only where it is drawn. */
  @Column('bytea', { nullable: true, select: false }) waveform!: Buffer | null;
  /** The picture in its tags, undecoded; `source.picture` tells whether there is one. */
  @Column('bytea', { nullable: true, select: false }) cover!: Buffer | null;
  @Column('text', { name: 'refusal_code', nullable: true }) refusalCode!: RefusalCode | null;
  /** The figures that belong to the code, e.g. the limit that was exceeded. */
  @Column('jsonb', { name: 'refusal_data' }) refusalData!: RefusalData;
  @Column('timestamptz', { name: 'queued_at' }) queuedAt!: Date;
  @Column('timestamptz', { name: 'started_at', nullable: true }) startedAt!: Date | null;
  @Column('timestamptz', { name: 'heartbeat_at', nullable: true }) heartbeatAt!: Date | null;
  @Column('timestamptz', { name: 'finished_at', nullable: true }) finishedAt!: Date | null;
  @Column('timestamptz', { name: 'told_at', nullable: true }) toldAt!: Date | null;
  /** Made over by another recipe, while what it has stays on the air. */
  @Column('boolean') renewing!: boolean;

  /** Whether its figures hold; they do while it is made over. */
  isReady(): boolean {
    return this.state === 'ready' || this.renewing;
  }

  /** Whether its programs can be told how it ended; what is made over stays ready meanwhile. */
  isOver(): boolean {
    return this.renewing || (this.state !== 'waiting' && this.state !== 'running');
  }
}
