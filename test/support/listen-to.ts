import type { Client } from '../../api-client/client.js';

/** What a program says of its newest audio. */
interface Program {
  original: { sha256: string } | null;
  seconds: number | null;
}

/** Plays the newest audio of a program from its beginning to its end; who may not approve it is refused, and that is all. */
export async function listenTo(client: Client, programId: string): Promise<void> {
  const { body } = await client.get<Program>(`/programs/${programId}`);
  if (!body.original || body.seconds === null) return;
  const heard = [{ from: 0, until: body.seconds }];
  await client.post(`/programs/${programId}/listening`, { originalSha256: body.original.sha256, heard });
}
