import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The five-digit code of a unit for a range of days. */
@Entity('unit_codes')
export class UnitCode {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'unit_id' }) unitId!: string;
  @Column('text') code!: string;
  @Column('date', { name: 'valid_from' }) validFrom!: string;
  /** The first day without the code; null while no end is known. */
  @Column('date', { name: 'valid_until', nullable: true }) validUntil!: string | null;
}
