import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { z } from 'zod';
import { codes } from '../platform/words/codes.js';

/** How a station reaches its loudspeakers. */
export const Technology = codes('Technology', {
  wired: { vi: 'có dây', en: 'wired' },
  fm: { vi: 'FM', en: 'FM' },
  ip: { vi: 'IP (internet, viễn thông)', en: 'IP (internet, telecom)' },
  mixed: { vi: 'hỗn hợp', en: 'mixed' },
});
export type Technology = z.infer<typeof Technology>;

/** The renditions that a station may choose. That transcoding makes each of them is checked by the types of playlists. */
export const AudioProfile = codes('AudioProfile', {
  speech: { vi: 'thông thường', en: 'ordinary' },
  lean: { vi: 'tiết kiệm dung lượng', en: 'saves data' },
});
export type AudioProfile = z.infer<typeof AudioProfile>;

/** A commune's loudspeaker station; one per unit at any one day (Nghị định 49/2024). */
@Entity('stations')
export class Station {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'unit_id' }) unitId!: string;
  @Column('text') name!: string;
  /** IANA zone of its local days and times. */
  @Column('text', { name: 'time_zone' }) timeZone!: string;
  @Column('text') technology!: Technology;
  /** Which rendition its devices pull: `lean` for stations on metered or slow connections. */
  @Column('text', { name: 'audio_profile' }) audioProfile!: AudioProfile;
  @Column('date', { name: 'opened_on' }) openedOn!: string;
  /** The first day without the station; null while no end is known. */
  @Column('date', { name: 'closed_on', nullable: true }) closedOn!: string | null;
  /** Days before it count as open in reports, although the closing day is earlier; null while that changes nothing. */
  @Column('date', { name: 'counted_until', nullable: true }) countedUntil!: string | null;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
  /** Changes with every change that people make to it; the ETag. */
  @Column('text', { default: () => 'gen_random_uuid()' }) revision!: string;

  /** @param day local day `YYYY-MM-DD` */
  isOpenOn(day: string): boolean {
    return this.openedOn <= day && (this.closedOn === null || day < this.closedOn);
  }
}
