import { useQuery } from '../../../api/query.ts';
import { segmentsQuery } from '../../../parts/programs/queries.ts';
import type { UploadItem } from '../../../parts/uploads/upload-item.ts';
import { uploads } from '../../../parts/uploads/uploads.ts';
import { NativeSelect } from '../../../ui/core.ts';
import { useWords } from '../../../words/words.ts';
import type { Owner } from './use-owner.ts';

/** The segment of a new program, if its centre has any; none is chosen beforehand. */
export function SegmentField({ item, owner }: { item: UploadItem; owner: Owner | undefined }) {
  const { t } = useWords('library');
  const { t: words } = useWords('programs');
  const segments = useQuery(segmentsQuery).data?.items ?? [];
  const suiting = segments.filter(({ centreId }) => owner?.kind !== 'centre' || centreId === owner.id);
  if (suiting.length === 0) return null;
  return (
    <NativeSelect
      label={words('fields.segmentId')}
      value={item.segmentId}
      data={[{ value: '', label: t('edit.noSegment') }, ...suiting.map(({ id, name }) => ({ value: id, label: name }))]}
      onChange={(event) => uploads.describe(item.key, { segmentId: event.currentTarget.value })}
    />
  );
}
