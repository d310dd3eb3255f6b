/** Where a page plays the audio of a program from: the cookie is the session. */
export const previewOf = (id: string, which: 'original' | 'in-force' | 'speech' | 'lean'): string =>
  `/api/v1/programs/${id}/preview/${which}`;
