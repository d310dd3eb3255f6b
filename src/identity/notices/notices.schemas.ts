import { z } from 'zod';
import { CountedQuery } from '../../platform/http/page.js';
import { QueryFlag } from '../../platform/http/wire.schemas.js';
import type { NoticeCode } from './notice.js';
import { NOTICE_TEXTS } from './notice-texts.js';

export const NoticesQuery = CountedQuery.extend({
  unread: QueryFlag.optional().describe('Only unread notices, or only the others'),
});
export type NoticesQuery = z.infer<typeof NoticesQuery>;

export const ReadMark = z
  .object({ upTo: z.uuid().describe('Id of the newest notice that the person has seen') })
  .meta({ id: 'ReadMark' });
export type ReadMark = z.infer<typeof ReadMark>;

const NoticeText = z.object({ title: z.string(), text: z.string() });

export const NoticeView = z
  .object({
    id: z.uuid(),
    code: z.enum(Object.keys(NOTICE_TEXTS) as NoticeCode[]),
    data: z.record(z.string(), z.unknown()).describe('What the text names, e.g. the address of a sign-in'),
    vi: NoticeText,
    en: NoticeText,
    toldAt: z.iso.datetime(),
    readAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'Notice' });
export type NoticeView = z.infer<typeof NoticeView>;
