import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Audio that was handed in for a program once. The program names the one in force. */
@Entity('originals')
export class Original {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'program_id' }) programId!: string;
  @Column('text') sha256!: string;
  /** What the service made it of, on request. */
  @Column('text', { name: 'made_of', nullable: true }) madeOf!: string | null;
  /** As the person's computer called it; to show, never to open. */
  @Column('text', { name: 'file_name' }) fileName!: string;
  @Column('uuid', { name: 'uploaded_by' }) uploadedBy!: string;
  @Column('timestamptz', { name: 'uploaded_at' }) uploadedAt!: Date;
}
