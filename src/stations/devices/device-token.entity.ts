import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A token of a device; only its SHA-256 is stored. */
@Entity('device_tokens')
export class DeviceToken {
  @PrimaryColumn('bytea', { name: 'token_hash' }) tokenHash!: Buffer;
  @Column('uuid', { name: 'device_id' }) deviceId!: string;
  @Column('timestamptz', { name: 'issued_at' }) issuedAt!: Date;
  @Column('timestamptz', { name: 'first_used_at', nullable: true }) firstUsedAt!: Date | null;
  /** When it expires because a newer one is in use; such a token cannot be renewed. Null for all others. */
  @Column('timestamptz', { name: 'valid_until', nullable: true }) validUntil!: Date | null;
}
