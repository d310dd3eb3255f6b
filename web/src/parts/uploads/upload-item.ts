import { newUuid } from '../../api/uuid.ts';

/** A file that somebody hands in: from the moment it is dropped until it is seen to be ready. */
export interface UploadItem {
  key: string;
  /** Gone after the page was loaded again: it has to be chosen once more. */
  file: File | undefined;
  fileName: string;
  bytes: number;
  /** Exists from the moment it is sent; audio for a program that was there before has it from the start. */
  programId: string | undefined;
  title: string;
  topic: string;
  genre: string;
  /** Empty: none. */
  segmentId: string;
  stage: Stage;
  sentBytes: number;
  /** Where the service keeps what has arrived. */
  url: string | undefined;
  error?: unknown;
}

/**
 * `asking`: topic and genre are not known yet. `creating`: the program is being made. `waiting`: the connection is cut.
 * `interrupted`: the page was loaded again. `sent`: the service has all of it.
 */
type Stage = 'asking' | 'creating' | 'sending' | 'waiting' | 'interrupted' | 'sent' | 'refused';

/** Leaving the page would stop them. */
export const isUnderWay = ({ stage }: UploadItem): boolean =>
  stage === 'creating' || stage === 'sending' || stage === 'waiting';

export const percentOf = ({ sentBytes, bytes }: UploadItem): number =>
  bytes > 0 ? Math.floor((100 * sentBytes) / bytes) : 0;

/** The name of a program after that of its file: `CCHC_tin-so-12.mp3` becomes `CCHC tin so 12`. */
function titleFrom(fileName: string): string {
  const bare = fileName.replace(/\.[A-Za-z0-9]{1,5}$/, '').normalize('NFC');
  return bare.replaceAll(/[_\-\s]+/g, ' ').trim();
}

/** A dropped file; for a program that exists nothing has to be asked. */
export function itemOf(file: File, program?: { id: string; title: string }): UploadItem {
  return {
    key: newUuid(),
    file,
    fileName: file.name,
    bytes: file.size,
    programId: program?.id,
    title: program?.title ?? titleFrom(file.name),
    topic: '',
    genre: '',
    segmentId: '',
    stage: program ? 'sending' : 'asking',
    sentBytes: 0,
    url: undefined,
  };
}
