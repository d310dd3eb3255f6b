import type { Program } from '../programs/queries.ts';
import { isUnderWay, type UploadItem } from './upload-item.ts';

/** The upload of this page that a program without audio is waiting for: under way, or arrived and not seen in the program yet. */
export const arrivingAudioOf = (
  { id, state }: Pick<Program, 'id' | 'state'>,
  items: readonly UploadItem[],
): UploadItem | undefined =>
  state === 'awaiting-audio'
    ? items.find((item) => item.programId === id && (isUnderWay(item) || item.stage === 'sent'))
    : undefined;
