import type { ReactNode } from 'react';
import type { Schemas } from '../../api/client.ts';
import { useQuery } from '../../api/query.ts';
import { byStationName } from '../../parts/by-name.ts';
import { Failure } from '../../parts/Failure.tsx';
import { useAddress } from '../../parts/use-address.ts';
import { Waiting } from '../../parts/Waiting.tsx';
import { NativeSelect } from '../../ui/core.ts';
import { useWords } from '../../words/words.ts';
import { stationsOfQuery } from './queries.ts';

type Station = Schemas['StationOverviewItem'];

interface Props {
  centre: Schemas['Centre'];
  /** Without a station: for all of the centre. */
  children: (station: Station | undefined) => ReactNode;
}

/** Whose rules: those of the whole centre, or of one station that it serves (`?dai=`). */
export function StationOrCentre({ centre, children }: Props) {
  const { t } = useWords('administration');
  const [asked, change] = useAddress({ stationId: 'dai' });
  const answer = useQuery(stationsOfQuery(centre.id));
  const stations = (answer.data?.items ?? []).toSorted(byStationName);
  const station = stations.find(({ id }) => id === asked.stationId);
  const isKnown = asked.stationId === '' || answer.data !== undefined;
  return (
    <>
      <NativeSelect
        label={t('hours.appliesTo')}
        value={station?.id ?? ''}
        onChange={(event) => change({ stationId: event.currentTarget.value })}
        data={[
          { value: '', label: t('hours.wholeCentre', { name: centre.name }) },
          { group: t('hours.oneStation'), items: stations.map(({ id, name }) => ({ value: id, label: name })) },
        ]}
      />
      {answer.isError && <Failure error={answer.error} onRetry={() => void answer.refetch()} />}
      {isKnown ? children(station) : answer.isPending && <Waiting />}
    </>
  );
}
