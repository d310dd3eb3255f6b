import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ProfileName } from './profiles.js';

/** What a program sounds like at stations: an original, encoded by one profile. There may be older ones of the same profile. */
@Entity('renditions')
export class Rendition {
  @PrimaryColumn('text', { name: 'original_sha256' }) originalSha256!: string;
  @PrimaryColumn('text') profile!: ProfileName;
  @PrimaryColumn('text') sha256!: string;
  @Column('bigint') bytes!: number;
  @Column('numeric') seconds!: number;
  @Column('text', { name: 'media_type' }) mediaType!: string;
  /** As decoded, in LUFS; null for audio that is too short or too quiet to have one. */
  @Column('numeric', { nullable: true }) lufs!: number | null;
  /** As decoded, in dBTP. */
  @Column('numeric', { name: 'true_peak', nullable: true }) truePeak!: number | null;
  @Column('timestamptz', { name: 'made_at' }) madeAt!: Date;
  /** When a newer one was made; null for the newest. */
  @Column('timestamptz', { name: 'replaced_at', nullable: true }) replacedAt!: Date | null;
}
