import type { Client } from '../../api-client/client.js';

const seen = async (client: Client, entryId: string) => ({
  'if-match': (await client.get(`/entries/${entryId}`)).headers.get('etag') ?? '',
});

/** Puts an exception to an entry as it is now. */
export const except = <Body>(client: Client, entryId: string, exception: Record<string, unknown>) =>
  client.edit<Body>(`/entries/${entryId}/exceptions`, exception, 'PUT');

/** Undoes an exception of an entry as it is now. */
export const undoException = async <Body>(client: Client, entryId: string, exceptionId: string) =>
  client.delete<Body>(`/entries/${entryId}/exceptions/${exceptionId}`, undefined, await seen(client, entryId));
