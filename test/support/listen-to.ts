import type { Client } from '../../api-client/client.js';
import type { ProgramView } from '../../src/programs/library/library.schemas.js';

/** Plays the newest audio of a program from its beginning to its end; who may not approve it is refused, and that is all. */
export async function listenTo(client: Client, programId: string): Promise<void> {
  const { body } = await client.get<ProgramView>(`/programs/${programId}`);
  if (!body.original || body.seconds === null) return;
  const heard = [{ from: 0, until: body.seconds }];
  await client.post(`/programs/${programId}/listening`, { originalSha256: body.original.sha256, heard });
}
