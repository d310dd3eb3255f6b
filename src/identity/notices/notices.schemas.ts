import { z } from 'zod';
import { PageQuery } from '../../platform/http/page.js';
import { NOTICE_TEXTS } from './notice-texts.js';

export const NoticesQuery = PageQuery;
export type NoticesQuery = z.infer<typeof NoticesQuery>;

export const ReadMark = z.object({ upTo: z.uuid().describe('Id of the newest notice that the person has seen') });
export type ReadMark = z.infer<typeof ReadMark>;

const NoticeText = z.object({ title: z.string(), text: z.string() });

export const NoticeView = z.object({
  id: z.uuid(),
  code: z.string().describe(`One of ${Object.keys(NOTICE_TEXTS).join(', ')}`),
  data: z.record(z.string(), z.unknown()).describe('What the text names, e.g. the address of a sign-in'),
  vi: NoticeText,
  en: NoticeText,
  toldAt: z.iso.datetime(),
  readAt: z.iso.datetime().nullable(),
});
export type NoticeView = z.infer<typeof NoticeView>;
