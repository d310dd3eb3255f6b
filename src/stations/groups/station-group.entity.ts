import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Stations of one centre that are addressed together, e.g. "the coastal communes". */
@Entity('station_groups')
export class StationGroup {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'centre_id' }) centreId!: string;
  @Column('text') name!: string;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
  /** Changes with every change that people make to it; the ETag. */
  @Column('text', { default: () => 'gen_random_uuid()' }) revision!: string;
}
