export const TRIMS_QUEUE = 'trims';
export const TRIM = 'trim';

/** A signal that a trim waits; its row says everything else. */
export interface TrimAudio {
  trimId: string;
}
