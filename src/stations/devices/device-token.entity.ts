import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A key of a device; only its SHA-256 is kept. */
@Entity('device_tokens')
export class DeviceToken {
  @PrimaryColumn('bytea', { name: 'token_hash' }) tokenHash: Buffer;
  @Column('uuid', { name: 'device_id' }) deviceId: string;
  @Column('timestamptz', { name: 'issued_at' }) issuedAt: Date;
  /** When it ends because a newer one took its place; null for the newest. */
  @Column('timestamptz', { name: 'valid_until', nullable: true }) validUntil: Date | null;
  @Column('timestamptz', { name: 'first_used_at', nullable: true }) firstUsedAt: Date | null;
  /** When the newer one was first used: from then on this one renews nothing, though it opens until its time is over. */
  @Column('timestamptz', { name: 'retired_at', nullable: true }) retiredAt: Date | null;
}
