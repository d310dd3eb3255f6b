import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Priority } from '../../programs/program.entity.js';
import type { BroadcastReason } from '../../consequences/reasons.schemas.js';
import type { BroadcastState } from './transitions.js';

/** One occurrence of an entry at a station: planned, or why it is not. */
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
  /** The audio of the version that was in force when it was planned, or was approved before it began; null: never planned. */
  @Column('text', { name: 'original_sha256', nullable: true }) originalSha256!: string | null;
  @Column('text') priority!: Priority;
  @Column('timestamptz', { name: 'starts_at' }) startsAt!: Date;
  @Column('timestamptz', { name: 'ends_at' }) endsAt!: Date;
  /** IANA zone of the station. */
  @Column('text', { name: 'time_zone' }) timeZone!: string;
  /** Seconds late that still count. */
  @Column('integer', { name: 'start_within' }) startWithin!: number;
  @Column('text') state!: BroadcastState;
  @Column('timestamptz', { name: 'state_at' }) stateAt!: Date;
  /** Null while it is planned. */
  @Column('text', { name: 'reason_code', nullable: true }) reason!: BroadcastReason | null;
  /** The words of the person who withdrew it, or the name of the quiet day or the daypart. */
  @Column('text', { nullable: true }) note!: string | null;
  @Column('timestamptz', { name: 'planned_at', nullable: true }) plannedAt!: Date | null;

  isPlanned(): boolean {
    return this.state === 'planned';
  }

  /** When it left the plan, for whatever reason; null while it is on it. */
  get withdrawnAt(): Date | null {
    return this.isPlanned() ? null : this.stateAt;
  }
}
