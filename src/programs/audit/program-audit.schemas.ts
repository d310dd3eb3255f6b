import { z } from 'zod';
import { ActorKind } from '../../identity/audit/audit.schemas.js';
import { pageOf } from '../../platform/http/page.js';
import { codes } from '../../platform/words/codes.js';

/** What is done to a program, by the names of the audit trail. */
export const ProgramDeed = codes('ProgramDeed', {
  'program.add': { vi: 'tạo chương trình', en: 'created the program' },
  'program.change': { vi: 'sửa thông tin', en: 'changed the description' },
  'program.audio': { vi: 'gửi âm thanh', en: 'uploaded audio' },
  'program.ask-trim': { vi: 'yêu cầu cắt âm thanh', en: 'requested a trim' },
  'program.trim': { vi: 'cắt âm thanh', en: 'trimmed the audio' },
  'program.cancel-transcoding': { vi: 'dừng xử lý âm thanh', en: 'cancelled transcoding' },
  'program.retry-transcoding': { vi: 'xử lý lại âm thanh', en: 'requested transcoding again' },
  'program.approve': { vi: 'phê duyệt', en: 'approved it' },
  'program.send-back': { vi: 'trả lại', en: 'sent it back' },
  'program.revoke': { vi: 'rút phê duyệt', en: 'revoked the approval' },
  'program.stop': { vi: 'dừng phát', en: 'stopped it' },
  'program.lift-stop': { vi: 'cho phát lại', en: 'lifted the stop' },
  'program.withdraw': { vi: 'thu hồi', en: 'withdrew it' },
  'broadcasts.withdraw': { vi: 'gỡ các lượt phát', en: 'withdrew its broadcasts' },
});
export type ProgramDeed = z.infer<typeof ProgramDeed>;

export const ProgramAuditEntry = z
  .object({
    id: z.string(),
    at: z.iso.datetime(),
    by: z.object({ kind: ActorKind, name: z.string() }).describe('As the person was called then'),
    did: ProgramDeed,
    because: z.string().nullable().describe('The words of the person, or the code of a rule of the service'),
  })
  .meta({ id: 'ProgramAuditEntry' });
export type ProgramAuditEntry = z.infer<typeof ProgramAuditEntry>;
export const ProgramAuditPage = pageOf(ProgramAuditEntry).meta({ id: 'ProgramAuditPage' });
