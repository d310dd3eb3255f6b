import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { z } from 'zod';
import { codes } from '../platform/words/codes.js';

/** Kinds of communes, as the authorities name them. */
export const UnitKind = codes('UnitKind', {
  xã: { vi: 'xã', en: 'commune' },
  phường: { vi: 'phường', en: 'ward' },
  'thị trấn': { vi: 'thị trấn', en: 'township' },
  'đặc khu': { vi: 'đặc khu', en: 'special zone' },
});
export type UnitKind = z.infer<typeof UnitKind>;

/** A commune-level administrative unit. Names repeat and codes are reused, so it has an id of its own. */
@Entity('units')
export class Unit {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') name!: string;
  @Column('text') kind!: UnitKind;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
}
