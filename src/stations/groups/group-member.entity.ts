import { Entity, PrimaryColumn } from 'typeorm';

/** A station belongs to a group. */
@Entity('station_group_members')
export class GroupMember {
  @PrimaryColumn('uuid', { name: 'group_id' }) groupId!: string;
  @PrimaryColumn('uuid', { name: 'station_id' }) stationId!: string;
}
