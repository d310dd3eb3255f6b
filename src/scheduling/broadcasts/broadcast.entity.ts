import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Priority } from '../../programs/program.entity.js';
import type { WithdrawalReason } from './reasons.js';

/** One airing of an entry at a station, planned or withdrawn. */
@Entity('broadcasts')
export class Broadcast {
  @PrimaryColumn('uuid') id!: string;
  /** The broadcasting day at the station, 03:00 to 03:00, `YYYY-MM-DD`; the table is partitioned by it. */
  @PrimaryColumn('date', { name: 'air_day' }) airDay!: string;
  /** The local day at the station on which it begins, `YYYY-MM-DD`. */
  @Column('date', { name: 'airs_on' }) airsOn!: string;
  @Column('uuid', { name: 'entry_id' }) entryId!: string;
  @Column('uuid', { name: 'station_id' }) stationId!: string;
  /** With `slot` the occurrence of the entry: the day of its rule, wherever an exception moves it. */
  @Column('date', { name: 'on_day' }) onDay!: string;
  /** A place in the sorted times of the entry. */
  @Column('smallint') slot!: number;
  @Column('uuid', { name: 'program_id' }) programId!: string;
  /** The audio of the version that was in force when it was planned, or was approved before it began. */
  @Column('text', { name: 'original_sha256' }) originalSha256!: string;
  @Column('text') priority!: Priority;
  @Column('timestamptz', { name: 'starts_at' }) startsAt!: Date;
  @Column('timestamptz', { name: 'ends_at' }) endsAt!: Date;
  /** IANA zone of the station. */
  @Column('text', { name: 'time_zone' }) timeZone!: string;
  /** Seconds late that still count. */
  @Column('integer', { name: 'start_within' }) startWithin!: number;
  @Column('timestamptz', { name: 'planned_at' }) plannedAt!: Date;
  @Column('timestamptz', { name: 'withdrawn_at', nullable: true }) withdrawnAt!: Date | null;
  @Column('text', { name: 'reason_code', nullable: true }) withdrawnReason!: WithdrawalReason | null;
  /** The words of the person who withdrew its entry, or the name of the quiet day or the daypart. */
  @Column('text', { name: 'withdrawn_note', nullable: true }) withdrawnNote!: string | null;

  isWithdrawn(): boolean {
    return this.withdrawnAt !== null;
  }
}
