import { Column, Entity, PrimaryColumn } from 'typeorm';

export const UNIT_KINDS = ['xã', 'phường', 'thị trấn', 'đặc khu'] as const;
export type UnitKind = (typeof UNIT_KINDS)[number];

/** A commune-level administrative unit. Names repeat and codes are reused, so it has an id of its own. */
@Entity('units')
export class Unit {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') name!: string;
  @Column('text') kind!: UnitKind;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
}
