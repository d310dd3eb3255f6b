import { Column, Entity, PrimaryColumn } from 'typeorm';

export const CLUSTER_TECHNOLOGIES = ['wired', 'fm', 'ip'] as const;
export type ClusterTechnology = (typeof CLUSTER_TECHNOLOGIES)[number];

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
