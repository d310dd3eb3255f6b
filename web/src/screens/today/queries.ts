import { useEffect } from 'react';
import { answerOf, api, type Schemas } from '../../api/client.ts';
import { changeKept, keptKey, orKept } from '../../api/kept.ts';
import { LIVE_MS, queryOptions, useQueryClient } from '../../api/query.ts';
import { onConfirmationSent } from '../../session/sending.ts';
import { type AskedDay, dayKey } from './day-key.ts';

export type Day = Schemas['Today'] & { keptAt?: number };
export type Item = Schemas['TodayItem'];
export type Gap = Schemas['Gap'];
export type Reason = Schemas['NotAiredReasons']['items'][number];

/** Kept, so that it is there without a network. */
export const dayQuery = (asked: AskedDay) =>
  queryOptions({
    queryKey: dayKey(asked),
    queryFn: () =>
      orKept(keptKey(dayKey(asked)), () =>
        answerOf(
          api.GET('/api/v1/stations/{id}/today', {
            params: { path: { id: asked.stationId }, query: { day: asked.day } },
          }),
        ),
      ),
    refetchInterval: LIVE_MS,
  });

const A_MINUTE_MS = 60_000;

/** What is meant to air there on the day, and is not planned; nothing of a time that is past. Kept like the day. */
export const gapsQuery = ({ personId, stationId, day }: AskedDay) => {
  const queryKey = ['gaps', personId, stationId, day];
  return queryOptions({
    queryKey,
    queryFn: () =>
      orKept(keptKey(queryKey), () =>
        answerOf(api.GET('/api/v1/gaps', { params: { query: { stationId, from: day, until: day, limit: 50 } } })),
      ),
    refetchInterval: A_MINUTE_MS,
  });
};

/** Past days change slowly, and at once when a word of this machine arrives. */
const PAST_MS = 600_000;

/** Which of the past days wait for a word. */
export const unconfirmedDaysQuery = ({ personId, stationId }: Omit<AskedDay, 'day'>) => {
  const queryKey = ['unconfirmed', personId, stationId];
  return queryOptions({
    queryKey,
    queryFn: () =>
      orKept(keptKey(queryKey), () =>
        answerOf(api.GET('/api/v1/stations/{id}/unconfirmed-days', { params: { path: { id: stationId } } })),
      ),
    refetchInterval: PAST_MS,
  });
};

/** Why something may not have aired, in the order of the list. */
export const reasonsQuery = queryOptions({
  queryKey: ['not-aired-reasons'],
  queryFn: () => orKept('not-aired-reasons', () => answerOf(api.GET('/api/v1/not-aired-reasons'))),
  staleTime: 3_600_000,
});

/** The newest day before `day` that this machine knows. */
export function useLastKnownDay({ personId, stationId, day }: AskedDay): string | undefined {
  const known = useQueryClient().getQueriesData<Day>({ queryKey: ['today', personId, stationId] });
  return known
    .flatMap(([, answer]) => answer?.day ?? [])
    .filter((other) => other < day)
    .toSorted()
    .at(-1);
}

/** Shows what was sent where it stood as unsent, without a gap between the two; also when the page is opened again. */
export function useSentShown(): void {
  const client = useQueryClient();
  useEffect(
    () =>
      onConfirmationSent(({ broadcastId }, confirmation) => {
        const days = client.getQueriesData<Day>({ queryKey: ['today'] });
        for (const [key, day] of days) {
          if (!confirmation || !day?.items.some((item) => item.broadcastId === broadcastId)) continue;
          const change = (known: Day) => withWord(known, broadcastId, confirmation);
          client.setQueryData(key, change(day));
          void changeKept(keptKey(key.map(String)), change).catch(() => undefined);
        }
        for (const name of ['today', 'unconfirmed']) void client.invalidateQueries({ queryKey: [name] });
      }),
    [client],
  );
}

const withWord = (day: Day, broadcastId: string, confirmation: Schemas['TodayConfirmation']): Day => ({
  ...day,
  items: day.items.map((item) => (item.broadcastId === broadcastId ? { ...item, confirmation } : item)),
});
