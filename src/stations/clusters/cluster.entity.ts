import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { z } from 'zod';
import { codes } from '../../platform/words/codes.js';

/** How a cluster is reached. */
export const ClusterTechnology = codes('ClusterTechnology', {
  wired: { vi: 'có dây', en: 'wired' },
  fm: { vi: 'FM', en: 'FM' },
  ip: { vi: 'IP (internet, viễn thông)', en: 'IP (internet, telecom)' },
});
export type ClusterTechnology = z.infer<typeof ClusterTechnology>;

/** A receiver with its amplifier and horns (cụm loa). */
@Entity('clusters')
export class Cluster {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'station_id' }) stationId!: string;
  @Column('text') name!: string;
  /** A description of where it is. */
  @Column('text', { nullable: true }) place!: string | null;
  @Column('text') technology!: ClusterTechnology;
  @Column('integer') horns!: number;
  @Column('boolean') working!: boolean;
  @Column('timestamptz', { name: 'removed_at', nullable: true }) removedAt!: Date | null;
  /** Changes with every change that people make to it; the ETag. */
  @Column('text', { default: () => 'gen_random_uuid()' }) revision!: string;
}
