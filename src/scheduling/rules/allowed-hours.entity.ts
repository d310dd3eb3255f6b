import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A window in which a centre's stations may sound, as it is stored. */
@Entity('allowed_hours')
export class AllowedHoursRow {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'centre_id' }) centreId!: string;
  @Column('smallint', { array: true }) days!: number[];
  /** `HH:MM:SS`, local time at the station. */
  @Column('time', { name: 'from_time' }) fromTime!: string;
  /** `HH:MM:SS`; `24:00:00` is the end of the day. */
  @Column('time', { name: 'until_time' }) untilTime!: string;
}
