import type { ReactNode } from 'react';
import type { Schemas } from '../../api/client.ts';
import { useQuery } from '../../api/query.ts';
import { Failure } from '../../parts/Failure.tsx';
import { useAddress } from '../../parts/use-address.ts';
import { Waiting } from '../../parts/Waiting.tsx';
import { NativeSelect } from '../../ui/core.ts';
import { useWords } from '../../words/words.ts';
import { centresQuery } from './queries.ts';

/** What belongs to a centre, with the choice of it where there are several (`?trung-tam=`). */
export function CentreChoice({ children }: { children: (centre: Schemas['Centre']) => ReactNode }) {
  const { t } = useWords('administration');
  const [asked, change] = useAddress({ centreId: 'trung-tam' });
  const answer = useQuery(centresQuery);
  const centres = answer.data?.items ?? [];
  const centre = centres.find(({ id }) => id === asked.centreId) ?? centres[0];
  return (
    <>
      {answer.isPending && <Waiting />}
      {answer.isError && <Failure error={answer.error} onRetry={() => void answer.refetch()} />}
      {centres.length > 1 && centre && (
        <NativeSelect
          label={t('centre')}
          value={centre.id}
          onChange={(event) => change({ centreId: event.currentTarget.value })}
          data={centres.map(({ id, name }) => ({ value: id, label: name }))}
        />
      )}
      {centre && children(centre)}
    </>
  );
}
