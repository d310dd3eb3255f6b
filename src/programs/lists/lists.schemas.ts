import { z } from 'zod';
import { lineOfText, SearchText } from '../../platform/http/text.js';
import { NameInBoth } from '../../platform/http/wire.schemas.js';

export const TopicView = z
  .object({
    code: z.string(),
    name: NameInBoth,
    administrativeReform: z.boolean().describe('One of the seven areas of administrative reform (CCHC)'),
  })
  .meta({ id: 'Topic' });
export type TopicView = z.infer<typeof TopicView>;
export const TopicList = z.object({ items: z.array(TopicView) }).meta({ id: 'TopicList' });

export const GenreView = z.object({ code: z.string(), name: NameInBoth }).meta({ id: 'Genre' });
export type GenreView = z.infer<typeof GenreView>;
export const GenreList = z.object({ items: z.array(GenreView) }).meta({ id: 'GenreList' });

export const NewSegment = z.strictObject({ centreId: z.uuid(), name: lineOfText(200) }).meta({ id: 'NewSegment' });
export type NewSegment = z.infer<typeof NewSegment>;

export const SegmentFilter = z.object({
  centreId: z.uuid().optional(),
  search: SearchText.optional().describe('Words of the name, in any order; case and diacritics do not matter'),
});
export type SegmentFilter = z.infer<typeof SegmentFilter>;

export const SegmentView = z.object({ id: z.uuid(), centreId: z.uuid(), name: z.string() }).meta({ id: 'Segment' });
export type SegmentView = z.infer<typeof SegmentView>;
export const SegmentList = z
  .object({
    items: z.array(SegmentView.extend({ centreName: z.string() })),
    total: z.int(),
  })
  .meta({ id: 'SegmentList' });
export type SegmentList = z.infer<typeof SegmentList>;
