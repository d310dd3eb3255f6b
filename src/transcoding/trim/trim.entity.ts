import { Column, Entity, PrimaryColumn } from 'typeorm';

export const TRIM_STATES = ['waiting', 'done', 'failed'] as const;
export type TrimState = (typeof TRIM_STATES)[number];

/** Why a trim failed: codes, which clients put into the reader's language. */
export const TRIM_FAILURES = ['audio-has-changed', 'not-allowed', 'too-large', 'transcoding-failed'] as const;
export type TrimFailure = (typeof TRIM_FAILURES)[number];

/** A request to trim a program's audio at its ends. */
@Entity('trims')
export class Trim {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'program_id' }) programId!: string;
  /** The audio that is trimmed; it is kept as it is. */
  @Column('text', { name: 'original_sha256' }) originalSha256!: string;
  @Column('numeric', { name: 'from_seconds' }) fromSeconds!: number;
  @Column('numeric', { name: 'until_seconds' }) untilSeconds!: number;
  @Column('text') state!: TrimState;
  @Column('integer') attempts!: number;
  @Column('text', { name: 'made_sha256', nullable: true }) madeSha256!: string | null;
  @Column('text', { name: 'failed_because', nullable: true }) failedBecause!: TrimFailure | null;
  @Column('uuid', { name: 'asked_by' }) askedBy!: string;
  @Column('timestamptz', { name: 'asked_at' }) askedAt!: Date;
  @Column('timestamptz', { name: 'finished_at', nullable: true }) finishedAt!: Date | null;
}
