import type { Program } from './queries.ts';

/** How far a program is, as people say it. */
export type Standing =
  'awaiting-audio' | 'processing' | 'refused' | 'cancelled' | 'waiting' | 'approved' | 'sent-back' | 'withdrawn';

export function standingOf({ withdrawnAt, state, approval }: Program): Standing {
  if (withdrawnAt !== null) return 'withdrawn';
  if (state === 'transcoding') return 'processing';
  if (state !== 'ready') return state;
  return approval?.decision ?? 'waiting';
}
