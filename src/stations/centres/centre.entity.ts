import { Column, Entity, PrimaryColumn } from 'typeorm';

/** An organisation that produces programs and schedules them for a dated set of stations. */
@Entity('centres')
export class Centre {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') name!: string;
  @Column('text', { name: 'time_zone' }) timeZone!: string;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
}
