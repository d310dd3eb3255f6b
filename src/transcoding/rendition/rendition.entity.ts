import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ProfileName } from './profiles.js';

/** Audio fit for the air, made of an original by one profile. */
@Entity('renditions')
export class Rendition {
  @PrimaryColumn('text', { name: 'original_sha256' }) originalSha256!: string;
  @PrimaryColumn('text') profile!: ProfileName;
  @Column('text') sha256!: string;
  @Column('bigint') bytes!: number;
  @Column('numeric') seconds!: number;
  @Column('text', { name: 'media_type' }) mediaType!: string;
  /** As decoded, in LUFS; null when it is too short or too quiet to have any. */
  @Column('numeric', { nullable: true }) lufs!: number | null;
  /** As decoded, in dBTP. */
  @Column('numeric', { name: 'true_peak', nullable: true }) truePeak!: number | null;
  @Column('timestamptz', { name: 'made_at' }) madeAt!: Date;
}
