import { type Client, clientOf } from '../../api-client/client.js';
import type { TokenPermission } from '../../src/identity/permissions.js';
import type { TestService } from '../support/service.js';

export interface MadeToken {
  id: string;
  token: string;
  ending: string;
  expiresAt: string;
}

/** What is asked of `POST /api-tokens`, also what it refuses. */
interface WantedToken {
  permissions: string[];
  scopes?: object[];
  days?: number;
  expiresAt?: string;
}

export const askForToken = ({ client }: { client: Client }, wanted: WantedToken) =>
  client.post<MadeToken>('/api-tokens', { name: 'Bảng tin', ...wanted });

/** A token of the person, without limits of place, and a program that uses it. */
export async function tokenOf(
  service: TestService,
  person: { client: Client },
  ...permissions: TokenPermission[]
): Promise<MadeToken & { client: Client }> {
  const { status, body } = await askForToken(person, { permissions });
  if (status !== 201) throw new Error(`POST /api-tokens answered ${status}: ${JSON.stringify(body)}`);
  return { ...body, client: clientOf(service.url, body.token) };
}
