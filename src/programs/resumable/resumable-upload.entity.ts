import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Audio that a person began to hand in piece by piece. How much of it is there, its file tells. */
@Entity('resumable_uploads')
export class ResumableUpload {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'program_id' }) programId!: string;
  @Column('uuid', { name: 'begun_by' }) begunBy!: string;
  /** As the person's computer called it; to show, never to open. */
  @Column('text', { name: 'file_name' }) fileName!: string;
  /** The length of the whole, as announced. */
  @Column('bigint') bytes!: number;
  @Column('timestamptz', { name: 'begun_at' }) begunAt!: Date;
  /** When the program got it. */
  @Column('timestamptz', { name: 'completed_at', nullable: true }) completedAt!: Date | null;
}
