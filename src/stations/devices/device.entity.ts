import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The player at a station; it speaks the station protocol. */
@Entity('devices')
export class Device {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'station_id' }) stationId!: string;
  @Column('text') name!: string;
  @Column('text', { nullable: true }) model!: string | null;
  @Column('text', { nullable: true }) version!: string | null;
  @Column('timestamptz', { name: 'enrolled_at' }) enrolledAt!: Date;
  @Column('timestamptz', { name: 'ended_at', nullable: true }) endedAt!: Date | null;
  @Column('text', { name: 'ended_because', nullable: true }) endedBecause!: string | null;
  /** When it called last, exact to a minute. */
  @Column('timestamptz', { name: 'last_seen_at', nullable: true }) lastSeenAt!: Date | null;
  /** Its last report about itself (station protocol §4), unchanged. */
  @Column('jsonb', { name: 'last_report', nullable: true }) lastReport!: Record<string, unknown> | null;
}
