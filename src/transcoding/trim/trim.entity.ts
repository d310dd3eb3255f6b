import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { z } from 'zod';
import { codes } from '../../platform/words/codes.js';

export const TrimState = codes('TrimState', {
  waiting: { vi: 'đang chờ', en: 'waiting' },
  done: { vi: 'đã cắt', en: 'done' },
  failed: { vi: 'không cắt được', en: 'failed' },
});
export type TrimState = z.infer<typeof TrimState>;

/** Why a trim failed. */
export const TrimFailure = codes('TrimFailure', {
  'audio-has-changed': { vi: 'âm thanh đã được thay trong lúc chờ', en: 'the audio was replaced meanwhile' },
  'not-allowed': { vi: 'người yêu cầu không còn quyền', en: 'the person no longer has the permission' },
  'too-large': { vi: 'kết quả quá lớn', en: 'the result is too large' },
  'transcoding-failed': { vi: 'xử lý âm thanh không được', en: 'transcoding failed' },
});
export type TrimFailure = z.infer<typeof TrimFailure>;

/** A request to trim a program's audio at its ends. */
@Entity('trims')
export class Trim {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'program_id' }) programId!: string;
  /** The audio that is trimmed; it is kept as it is. */
  @Column('text', { name: 'original_sha256' }) originalSha256!: string;
  @Column('numeric', { name: 'from_seconds' }) fromSeconds!: number;
  @Column('numeric', { name: 'until_seconds' }) untilSeconds!: number;
  @Column('text') state!: TrimState;
  @Column('integer') attempts!: number;
  @Column('text', { name: 'made_sha256', nullable: true }) madeSha256!: string | null;
  @Column('text', { name: 'failed_because', nullable: true }) failedBecause!: TrimFailure | null;
  @Column('uuid', { name: 'asked_by' }) askedBy!: string;
  @Column('timestamptz', { name: 'asked_at' }) askedAt!: Date;
  @Column('timestamptz', { name: 'finished_at', nullable: true }) finishedAt!: Date | null;
}
