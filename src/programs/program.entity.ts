import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { z } from 'zod';
import { codes } from '../platform/words/codes.js';

/** Who made the content. */
export const ProgramOrigin = codes('ProgramOrigin', {
  commune: { vi: 'xã, phường tự làm', en: 'made by the commune' },
  centre: { vi: 'trung tâm làm', en: 'made by the centre' },
  province: { vi: 'của tỉnh', en: 'from the province' },
  central: { vi: 'của trung ương', en: 'from the central authorities' },
  relay: { vi: 'tiếp âm, tiếp sóng', en: 'relayed from another broadcaster' },
});
export type ProgramOrigin = z.infer<typeof ProgramOrigin>;

/** How far the newest audio of a program is. */
export const ProgramState = codes('ProgramState', {
  'awaiting-audio': { vi: 'chờ âm thanh', en: 'waiting for audio' },
  transcoding: { vi: 'đang xử lý âm thanh', en: 'audio is being transcoded' },
  ready: { vi: 'sẵn sàng', en: 'ready' },
  refused: { vi: 'âm thanh không dùng được', en: 'audio cannot be used' },
  cancelled: { vi: 'đã huỷ xử lý âm thanh', en: 'transcoding was cancelled' },
});
export type ProgramState = z.infer<typeof ProgramState>;

/** Why audio cannot be used; docs/transcoding.md lists the data of each. */
export const RefusalCode = codes('RefusalCode', {
  'not-audio': {
    vi: 'Tệp này không phải âm thanh thuộc loại được nhận.',
    en: 'The file is not audio of an accepted kind.',
  },
  'no-sound': { vi: 'Tệp đọc được nhưng không có âm thanh.', en: 'The file can be read, but holds no audio.' },
  damaged: {
    vi: 'Tệp bị hỏng hoặc tải lên chưa trọn; hãy xuất hoặc thu lại.',
    en: 'The file is damaged or incomplete; export or record it again.',
  },
  'codec-not-taken': {
    vi: 'Tệp dùng kiểu nén {codec} không được nhận; hãy xuất lại thành MP3 hoặc WAV.',
    en: 'Its codec {codec} is not accepted; export it as MP3 or WAV.',
  },
  'too-short': {
    vi: 'Âm thanh ngắn hơn {leastSeconds} giây; hãy xem có đúng tệp không.',
    en: 'The audio is shorter than {leastSeconds} seconds; check that it is the right file.',
  },
  'rendition-incomplete': {
    vi: 'Bản phát không được tạo trọn vẹn; hãy báo quản trị viên.',
    en: 'A rendition was not written whole; ask an administrator.',
  },
  'too-long': {
    vi: 'Âm thanh dài hơn {limitSeconds} giây; hãy cắt thành nhiều phần.',
    en: 'The audio is longer than {limitSeconds} seconds; cut it into parts.',
  },
  'too-many-channels': {
    vi: 'Âm thanh có {channels} kênh, nhiều nhất được {limit}; hãy trộn lại.',
    en: 'The audio has {channels} channels, {limit} at most; mix it down first.',
  },
  'rate-out-of-range': {
    vi: 'Tần số lấy mẫu {sampleRate} Hz không hợp lệ; hãy xuất lại, từ 8 đến 192 kHz.',
    en: 'No recording has a sample rate of {sampleRate} Hz; export it again with 8 to 192 kHz.',
  },
  'original-missing': { vi: 'Không còn tệp đã lưu; hãy tải lên lại.', en: 'The stored file is gone; upload it again.' },
  'transcoding-failed': {
    vi: 'Xử lý âm thanh nhiều lần không được; hãy tải lên lại hoặc báo quản trị viên.',
    en: 'Transcoding failed several times; upload it again or ask an administrator.',
  },
});
export type RefusalCode = z.infer<typeof RefusalCode>;

/** How urgent a program is (Thông tư 39/2020). */
export const Priority = codes('Priority', {
  normal: { vi: 'thông thường', en: 'normal' },
  priority: { vi: 'ưu tiên', en: 'priority' },
  emergency: { vi: 'khẩn cấp', en: 'emergency' },
});
export type Priority = z.infer<typeof Priority>;

/**
 * A produced piece; it belongs to a centre or to a station. Description and audio are those of the newest version that was
 * handed in, approved or not.
 */
@Entity('programs')
export class Program {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'centre_id', nullable: true }) centreId!: string | null;
  @Column('uuid', { name: 'station_id', nullable: true }) stationId!: string | null;
  @Column('text') title!: string;
  @Column('text') topic!: string;
  @Column('text') genre!: string;
  @Column('uuid', { name: 'segment_id', nullable: true }) segmentId!: string | null;
  @Column('text') origin!: ProgramOrigin;
  @Column('text', { name: 'source_office', nullable: true }) sourceOffice!: string | null;
  @Column('text', { name: 'legal_texts', array: true }) legalTexts!: string[];
  @Column('text') language!: string;
  /** Decides whose audio is transcoded first; it does not decide when the program airs. */
  @Column('text') priority!: Priority;
  /** The last local day on which it may air, `YYYY-MM-DD`. */
  @Column('date', { name: 'expires_on', nullable: true }) expiresOn!: string | null;
  @Column('text') state!: ProgramState;
  /** Its newest audio, by its SHA-256. */
  @Column('text', { name: 'original_sha256', nullable: true }) originalSha256!: string | null;
  @Column('numeric', { nullable: true }) seconds!: number | null;
  /** Why its audio cannot be used. */
  @Column('text', { name: 'refusal_code', nullable: true }) refusalCode!: RefusalCode | null;
  /** The figures that belong to the code, e.g. the limit that was exceeded. */
  @Column('jsonb', { name: 'refusal_data' }) refusalData!: Record<string, unknown>;
  @Column('uuid', { name: 'created_by' }) createdBy!: string;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
  @Column('timestamptz', { name: 'withdrawn_at', nullable: true }) withdrawnAt!: Date | null;
  @Column('text', { name: 'withdrawn_note', nullable: true }) withdrawnNote!: string | null;
  /** Changes with every change that people make to it; the ETag. */
  @Column('text', { default: () => 'gen_random_uuid()' }) revision!: string;

  /** Whether its newest audio is transcoded and it is not withdrawn. It may not be approved yet. */
  isReady(): boolean {
    return this.state === 'ready' && this.withdrawnAt === null;
  }
}
