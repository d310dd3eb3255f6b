import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A one-time code for enrolling one device at one station; only its SHA-256 is stored. */
@Entity('enrolment_codes')
export class EnrolmentCode {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'station_id' }) stationId!: string;
  @Column('bytea', { name: 'code_hash' }) codeHash!: Buffer;
  @Column('uuid', { name: 'created_by' }) createdBy!: string;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
  @Column('timestamptz', { name: 'expires_at' }) expiresAt!: Date;
  @Column('timestamptz', { name: 'used_at', nullable: true }) usedAt!: Date | null;
  @Column('uuid', { name: 'device_id', nullable: true }) deviceId!: string | null;
}
