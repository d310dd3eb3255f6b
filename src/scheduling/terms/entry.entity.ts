import { Column, Entity as Table, PrimaryColumn } from 'typeorm';
import type { z } from 'zod';
import { codes } from '../../platform/words/codes.js';
import { Priority } from '../../programs/program.entity.js';
import { type Owner, ownerOf } from '../../identity/owner.js';

export const EntryPriority = codes('EntryPriority', {
  normal: Priority.words.normal,
  priority: Priority.words.priority,
});

/** Why the service withdrew an entry. */
export const EntryWithdrawnReason = codes('EntryWithdrawnReason', {
  'change-undone': { vi: 'việc đặt mục này đã được hoàn tác', en: 'the placing of the entry was undone' },
});
export type EntryWithdrawnReason = z.infer<typeof EntryWithdrawnReason>;

/**
 * An item of the schedule, owned by a centre, or by the one station it is for. What it plays, when and where is in its
 * terms, from one day to another.
 */
@Table('entries')
export class Entry {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'centre_id', nullable: true }) centreId!: string | null;
  @Column('uuid', { name: 'station_id', nullable: true }) stationId!: string | null;
  @Column('text') priority!: z.infer<typeof EntryPriority>;
  /** Seconds late that still count. */
  @Column('integer', { name: 'start_within' }) startWithin!: number;
  /** Changes with the terms and the exceptions too. */
  @Column('text') revision!: string;
  @Column('uuid', { name: 'placed_by' }) placedBy!: string;
  @Column('timestamptz', { name: 'placed_at' }) placedAt!: Date;
  @Column('timestamptz', { name: 'withdrawn_at', nullable: true }) withdrawnAt!: Date | null;
  /** The words of the person who withdrew it. */
  @Column('text', { name: 'withdrawn_note', nullable: true }) withdrawnNote!: string | null;
  @Column('uuid', { name: 'withdrawn_by', nullable: true }) withdrawnBy!: string | null;
  /** Why the service withdrew it; null when a person did. */
  @Column('text', { name: 'withdrawn_reason', nullable: true }) withdrawnReason!: EntryWithdrawnReason | null;

  owner(): Owner {
    return ownerOf(this);
  }
}
