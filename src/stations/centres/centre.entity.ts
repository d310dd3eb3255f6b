import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A media centre: it produces programs and schedules them for the stations that it serves. */
@Entity('centres')
export class Centre {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') name!: string;
  @Column('text', { name: 'time_zone' }) timeZone!: string;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
  /** Changes with every change that people make to it; the ETag. */
  @Column('text', { default: () => 'gen_random_uuid()' }) revision!: string;
}
