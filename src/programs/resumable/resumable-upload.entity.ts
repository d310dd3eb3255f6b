import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Audio that a person uploads in pieces. The size of its file shows how much has arrived. */
@Entity('resumable_uploads')
export class ResumableUpload {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'program_id' }) programId!: string;
  @Column('uuid', { name: 'begun_by' }) begunBy!: string;
  /** The name on the person's computer; for display only, never a path. */
  @Column('text', { name: 'file_name' }) fileName!: string;
  /** The announced length of the whole. */
  @Column('bigint') bytes!: number;
  @Column('timestamptz', { name: 'begun_at' }) begunAt!: Date;
  /** When the program got the audio. */
  @Column('timestamptz', { name: 'completed_at', nullable: true }) completedAt!: Date | null;
}
