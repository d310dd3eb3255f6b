import { useQuery } from '../../api/query.ts';
import { factorQuery } from '../../parts/second-factor.ts';
import { useAddress } from '../../parts/use-address.ts';
import { useMeAnswer } from '../../session/me.tsx';
import { doneSteps, firstOpen, type Found, mayOpen, type Step, STEPS } from './progress.ts';
import { centresQuery, peopleQuery, stationsQuery } from './queries.ts';

/** How far the set-up is: read from the service, so that it goes on where it was left; the shown step is in `?buoc=`. */
export function useProgress() {
  const me = useMeAnswer();
  const isSignedIn = me.data !== undefined;
  const mayManage = me.data?.permissions.includes('stations:manage') ?? false;
  const factor = useQuery({ ...factorQuery, enabled: isSignedIn });
  const needsFactor = isSignedIn && (factor.data?.required ?? false) && !factor.data?.on;
  const enabled = mayManage && factor.data !== undefined && !needsFactor;
  const centres = useQuery({ ...centresQuery, enabled });
  const stations = useQuery({ ...stationsQuery, enabled });
  const people = useQuery({ ...peopleQuery, enabled });
  const items = stations.data?.items ?? [];
  const found: Found = {
    isSignedIn,
    needsFactor,
    centres: centres.data?.items.length ?? 0,
    stations: items.length,
    others: (people.data?.items ?? []).filter(({ id }) => id !== me.data?.person.id).length,
    stationsWithDevice: items.filter(({ devices }) => devices.inUse > 0).length,
    hasBroadcast: items.some(({ next, lastSounded }) => next !== null || lastSounded !== null),
  };
  const done = doneSteps(found);
  const [shown, show] = useAddress({ step: 'buoc' });
  const asked = STEPS.find((step) => step === shown.step);
  const step = asked && mayOpen(asked, done) ? asked : firstOpen(done);
  return {
    step,
    done,
    open: (next: Step) => show({ step: next }),
    isWaiting:
      (me.isPending && !me.isError) ||
      (isSignedIn && factor.isPending) ||
      (enabled && (centres.isPending || stations.isPending || people.isPending)),
    isForbidden: isSignedIn && !mayManage,
    error: factor.error ?? centres.error ?? stations.error ?? people.error,
    retry: () => void [factor, centres, stations, people].map((one) => one.isError && one.refetch()),
    centre: centres.data?.items[0],
    stations: items,
    people: people.data?.items ?? [],
  };
}

export type Progress = ReturnType<typeof useProgress>;
