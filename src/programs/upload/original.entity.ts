import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Audio that was handed in for a program. The program names the one in force. */
@Entity('originals')
export class Original {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'program_id' }) programId!: string;
  @Column('text') sha256!: string;
  /** SHA-256 of the audio that the service made it of, on request. */
  @Column('text', { name: 'made_of', nullable: true }) madeOf!: string | null;
  /** The name on the person's computer; for display only, never a path. */
  @Column('text', { name: 'file_name' }) fileName!: string;
  @Column('uuid', { name: 'uploaded_by' }) uploadedBy!: string;
  @Column('timestamptz', { name: 'uploaded_at' }) uploadedAt!: Date;
}
