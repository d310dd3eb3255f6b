import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A person with an account of their own; accounts are ended, never deleted, so that the audit trail keeps its names. */
@Entity('people')
export class Person {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') login!: string;
  @Column('text') name!: string;
  @Column('text', { name: 'password_hash', nullable: true }) passwordHash!: string | null;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
  @Column('timestamptz', { name: 'ended_at', nullable: true }) endedAt!: Date | null;
}
