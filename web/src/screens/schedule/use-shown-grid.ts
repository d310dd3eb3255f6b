import { useMemo } from 'react';
import { useQuery } from '../../api/query.ts';
import type { Places } from './places.ts';
import { gridQuery, segmentsQuery } from './queries.ts';
import type { View } from './use-view.ts';

/** The schedule of the days that are looked at, of all stations or of the one that was chosen, and the segment that is marked. */
export function useShownGrid(places: Places, view: View) {
  const grid = useQuery(gridQuery(places, view.from, view.until));
  const known = useQuery(segmentsQuery);
  const segments = known.data?.items ?? [];
  const segment = view.segment === 'none' ? undefined : (segments.find(({ id }) => id === view.segment) ?? segments[0]);
  const all = grid.data;
  const only = all?.stations.find(({ id }) => id === view.stationId);
  const model = useMemo(() => (only && all ? { ...all, stations: [only] } : all), [only, all]);
  // With its segment, so that hundreds of items are drawn once.
  const isPending = grid.isPending || (known.isPending && known.failureCount === 0);
  return { grid, segments, segment, only, model: isPending ? undefined : model, isPending };
}
