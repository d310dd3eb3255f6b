import { answerOf, api, type Schemas } from '../../api/client.ts';
import { LIVE_MS, queryOptions } from '../../api/query.ts';

export type Program = Schemas['Program'];
export type Transcoding = Schemas['Transcoding'];
export type Finding = Transcoding['findings'][number];

/** While audio is being made fit for the air. */
const BUSY_MS = 1_500;

const at = (id: string) => ({ params: { path: { id } } });

/** One program; `['programs']` is the beginning of every key about programs. */
export const programQuery = (id: string) =>
  queryOptions({
    queryKey: ['programs', 'one', id],
    queryFn: () => answerOf(api.GET('/api/v1/programs/{id}', at(id))),
    refetchInterval: ({ state }) => (state.data?.state === 'transcoding' ? BUSY_MS : LIVE_MS),
  });

/** How far its newest audio is, and what was found in it; asked again while that goes on. */
export const transcodingQuery = (id: string) =>
  queryOptions({
    queryKey: ['programs', 'transcoding', id],
    queryFn: () => answerOf(api.GET('/api/v1/programs/{id}/transcoding', at(id))),
    refetchInterval: ({ state }) => (isBusy(state.data) ? BUSY_MS : false),
  });

/** The waveform of this audio never changes; its SHA-256 keeps that of earlier audio away. */
export const waveformQuery = (id: string, sha256: string | undefined) =>
  queryOptions({
    queryKey: ['programs', 'waveform', id, sha256],
    queryFn: () => answerOf(api.GET('/api/v1/programs/{id}/waveform', at(id))),
    enabled: sha256 !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
  });

export const broadcastsQuery = (id: string) =>
  queryOptions({
    queryKey: ['programs', 'broadcasts', id],
    queryFn: () => answerOf(api.GET('/api/v1/programs/{id}/broadcasts', at(id))),
    refetchInterval: LIVE_MS,
  });

const RARELY_MS = 600_000;

export const topicsQuery = queryOptions({
  queryKey: ['topics'],
  queryFn: () => answerOf(api.GET('/api/v1/topics')),
  staleTime: RARELY_MS,
});

export const genresQuery = queryOptions({
  queryKey: ['genres'],
  queryFn: () => answerOf(api.GET('/api/v1/genres')),
  staleTime: RARELY_MS,
});

export const segmentsQuery = queryOptions({
  queryKey: ['segments'],
  queryFn: () => answerOf(api.GET('/api/v1/segments')),
  staleTime: RARELY_MS,
});

export const addProgram = (body: Schemas['NewProgram']) => answerOf(api.POST('/api/v1/programs', { body }));

/** Whether it is waited for: something changes by itself. */
const isBusy = (transcoding: Transcoding | undefined): boolean =>
  transcoding?.state === 'waiting' || transcoding?.state === 'running' || transcoding?.trim?.state === 'waiting';
