import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A centre serves a station for a range of days. */
@Entity('centre_stations')
export class CentreStation {
  @PrimaryColumn('uuid', { name: 'centre_id' }) centreId!: string;
  @PrimaryColumn('uuid', { name: 'station_id' }) stationId!: string;
  @PrimaryColumn('date', { name: 'served_from' }) servedFrom!: string;
  /** The first day on which it is no longer served; null while no end is known. */
  @Column('date', { name: 'served_until', nullable: true }) servedUntil!: string | null;
  /** Changes with every change of the days; the ETag. */
  @Column('text', { default: () => 'gen_random_uuid()' }) revision!: string;
}
