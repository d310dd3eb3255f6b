export const TRIMS_QUEUE = 'trims';
export const TRIM = 'trim';

/** Cut one program's audio. Everything else is in the row. */
export interface TrimAudio {
  trimId: string;
}
