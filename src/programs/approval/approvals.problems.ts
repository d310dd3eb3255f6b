import { z } from 'zod';
import { constraintMeans } from '../../platform/database/constraint-problems.js';
import { problem } from '../../platform/http/problem.js';
import { ApprovalDecision } from '../library/library.schemas.js';
import type { MadeDecision } from './approvals.queries.js';

/** 409: the newest audio is not the one that was listened to. */
export class AudioHasChanged extends problem({
  status: 409,
  code: 'audio-has-changed',
  vi: 'Âm thanh khác vừa được tải lên; hãy nghe bản đó rồi quyết định.',
  en: 'Other audio was uploaded meanwhile; listen to it, then decide.',
  extra: z.object({ originalSha256: z.string().nullable().describe('Of the newest audio') }),
}) {
  constructor(originalSha256: string | null) {
    super({ extra: { originalSha256 } });
  }
}

/** 409: the description is not the one that was read. */
export class DescriptionHasChanged extends problem({
  status: 409,
  code: 'description-has-changed',
  vi: 'Phần mô tả vừa được sửa; hãy đọc lại rồi quyết định.',
  en: 'The description was changed meanwhile; read it again, then decide.',
}) {}

/** 409: the audio was encoded again since it was listened to. */
export class RenditionsHaveChanged extends problem({
  status: 409,
  code: 'renditions-have-changed',
  vi: 'Âm thanh gửi cho đài vừa được mã hoá lại; hãy nghe lại rồi quyết định.',
  en: 'The audio that stations get was encoded again meanwhile; listen to it again, then decide.',
}) {}

/** 409: somebody has decided about this version; `decision` is what was decided. */
export class AlreadyDecided extends problem({
  status: 409,
  code: 'already-decided',
  vi: '{decidedBy} đã quyết định về phiên bản này: {what}. Quyết định mới cần phiên bản mới; bản đang phát có thể thu hồi.',
  en: '{decidedBy} has decided about this version: {what}. A new decision needs a new version; what is on air can be revoked.',
  extra: z.object({
    decision: z
      .object({
        decision: ApprovalDecision,
        note: z.string().nullable(),
        decidedAt: z.iso.datetime(),
        decidedBy: z.object({ id: z.uuid(), name: z.string() }),
      })
      .optional(),
  }),
}) {
  constructor(made?: MadeDecision) {
    super(
      made
        ? {
            extra: { decision: shown(made) },
            values: { decidedBy: made.name, what: ApprovalDecision.words[made.decision] },
          }
        : AT_ONCE,
    );
  }
}

const AT_ONCE = {
  detail: {
    vi: 'Có người vừa quyết định về phiên bản này cùng lúc; hãy đọc lại chương trình.',
    en: 'Somebody has decided about this version at the same moment; read the program again.',
  },
};
const shown = ({ decision, note, decidedAt, decidedBy, name }: MadeDecision) => ({
  decision,
  note,
  decidedAt: decidedAt.toISOString(),
  decidedBy: { id: decidedBy, name },
});

/** 409: no version of the program is on air. */
export class NothingInForce extends problem({
  status: 409,
  code: 'nothing-in-force',
  vi: 'Chương trình này chưa có phiên bản nào được duyệt, nên không có gì để thu hồi.',
  en: 'No version of this program is approved, so there is nothing to revoke.',
}) {}

/** 403: nobody may decide about a program that they made or described, or about audio that they handed in anywhere. */
export class OwnWork extends problem({
  status: 403,
  code: 'own-work',
  vi: 'Bạn đã tạo hoặc sửa chương trình này, hoặc đã nộp âm thanh này ở đây hay cho chương trình khác; người khác phải quyết định.',
  en: 'You made or changed this program, or handed in its audio here or for another program; somebody else must decide about it.',
}) {}

constraintMeans('approvals_never_own', () => new OwnWork());
constraintMeans('approvals_one_decision', () => new AlreadyDecided());
constraintMeans('approvals_one_version_in_force', () => new AlreadyDecided());
