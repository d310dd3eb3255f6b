import { Column, Entity as Table, PrimaryColumn } from 'typeorm';
import type { z } from 'zod';
import { codes } from '../../platform/words/codes.js';
import { Priority } from '../../programs/program.entity.js';
import { type Owner, ownerOf } from '../../identity/owner.js';
import type { RecurrenceRule } from '../recurrence/occurrences.js';

export const EntryPriority = codes('EntryPriority', {
  normal: Priority.words.normal,
  priority: Priority.words.priority,
});
export const Repeats = codes('Repeats', {
  once: { vi: 'một lần', en: 'once' },
  weekly: { vi: 'hằng tuần', en: 'weekly' },
});

/** Stations and groups that an entry names. */
export interface EntryPlaces {
  stationIds: readonly string[];
  groupIds: readonly string[];
}

export const NOWHERE: EntryPlaces = { stationIds: [], groupIds: [] };

/** A rule on the schedule: what airs, where, when and how often. Owned by a centre, or by the one station it is for. */
@Table('entries')
export class Entry {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'centre_id', nullable: true }) centreId!: string | null;
  @Column('uuid', { name: 'station_id', nullable: true }) stationId!: string | null;
  @Column('uuid', { name: 'program_id' }) programId!: string;
  @Column('text') priority!: z.infer<typeof EntryPriority>;
  @Column('text') repeats!: z.infer<typeof Repeats>;
  /** ISO days of a weekly entry; empty for one date. */
  @Column('smallint', { array: true }) days!: number[];
  /** Local times at the station; the database writes them `HH:MM:SS`. */
  @Column('time', { array: true }) times!: string[];
  /** The first local day, `YYYY-MM-DD`. */
  @Column('date', { name: 'valid_from' }) validFrom!: string;
  /** The last local day; null until further notice. */
  @Column('date', { name: 'valid_until', nullable: true }) validUntil!: string | null;
  /** Seconds late that still count. */
  @Column('integer', { name: 'start_within' }) startWithin!: number;
  @Column('uuid', { name: 'created_by' }) createdBy!: string;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
  @Column('timestamptz', { name: 'withdrawn_at', nullable: true }) withdrawnAt!: Date | null;
  /** The words of the person who withdrew it. */
  @Column('text', { name: 'withdrawn_note', nullable: true }) withdrawnNote!: string | null;
  @Column('uuid', { name: 'withdrawn_by', nullable: true }) withdrawnBy!: string | null;

  owner(): Owner {
    return ownerOf(this);
  }

  /** When it airs. */
  rule(): RecurrenceRule {
    const { repeats, days, validFrom, validUntil } = this;
    return { repeats, days, validFrom, validUntil, times: this.times.map((time) => time.slice(0, 5)) };
  }
}
