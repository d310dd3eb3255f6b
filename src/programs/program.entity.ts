import { Column, Entity, PrimaryColumn } from 'typeorm';

export const ORIGINS = ['commune', 'centre', 'province', 'central', 'relay'] as const;
export type ProgramOrigin = (typeof ORIGINS)[number];

export const PROGRAM_STATES = ['awaiting-audio', 'transcoding', 'ready', 'refused', 'cancelled'] as const;
export type ProgramState = (typeof PROGRAM_STATES)[number];

/** Why audio cannot be used. Clients put it into the reader's language; docs/transcoding.md lists the data of each. */
export const REFUSAL_CODES = [
  'not-audio',
  'no-sound',
  'damaged',
  'codec-not-taken',
  'too-short',
  'rendition-incomplete',
  'too-long',
  'too-many-channels',
  'rate-out-of-range',
  'original-missing',
  'transcoding-failed',
] as const;
export type RefusalCode = (typeof REFUSAL_CODES)[number];

/** How urgent a program is: thông thường, ưu tiên, khẩn cấp (Thông tư 39/2020). */
export const PRIORITIES = ['normal', 'priority', 'emergency'] as const;
export type Priority = (typeof PRIORITIES)[number];

/**
 * A produced piece; it belongs to a centre or to a station. Description and audio are those of the newest version that was
 * handed in, approved or not.
 */
@Entity('programs')
export class Program {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'centre_id', nullable: true }) centreId!: string | null;
  @Column('uuid', { name: 'station_id', nullable: true }) stationId!: string | null;
  @Column('text') title!: string;
  @Column('text') topic!: string;
  @Column('text') genre!: string;
  @Column('uuid', { name: 'segment_id', nullable: true }) segmentId!: string | null;
  @Column('text') origin!: ProgramOrigin;
  @Column('text', { name: 'source_office', nullable: true }) sourceOffice!: string | null;
  @Column('text', { name: 'legal_texts', array: true }) legalTexts!: string[];
  @Column('text') language!: string;
  /** Decides whose audio is transcoded first; it does not decide when the program airs. */
  @Column('text') priority!: Priority;
  /** The last local day on which it may air, `YYYY-MM-DD`. */
  @Column('date', { name: 'expires_on', nullable: true }) expiresOn!: string | null;
  @Column('text') state!: ProgramState;
  /** Its newest audio, by its SHA-256. */
  @Column('text', { name: 'original_sha256', nullable: true }) originalSha256!: string | null;
  @Column('numeric', { nullable: true }) seconds!: number | null;
  /** Why its audio cannot be used. */
  @Column('text', { name: 'refusal_code', nullable: true }) refusalCode!: RefusalCode | null;
  /** The figures that belong to the code, e.g. the limit that was exceeded. */
  @Column('jsonb', { name: 'refusal_data' }) refusalData!: Record<string, unknown>;
  @Column('uuid', { name: 'created_by' }) createdBy!: string;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
  @Column('timestamptz', { name: 'withdrawn_at', nullable: true }) withdrawnAt!: Date | null;
  @Column('text', { name: 'withdrawn_note', nullable: true }) withdrawnNote!: string | null;
  /** Changes with every change that people make to it; the ETag. */
  @Column('text', { default: () => 'gen_random_uuid()' }) revision!: string;

  /** Whether its newest audio is transcoded and it is not withdrawn. It may not be approved yet. */
  isReady(): boolean {
    return this.state === 'ready' && this.withdrawnAt === null;
  }
}
