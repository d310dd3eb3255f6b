import { answerOf, api, type Schemas } from '../../api/client.ts';
import { withFreshSignIn } from '../../parts/fresh-sign-in.ts';

export interface FirstAdministrator {
  code: string;
  name: string;
  login: string;
  password: string;
}

/** Makes the first administrator with the printed code, and signs them in. */
export async function makeAdministrator({ code, name, login, password }: FirstAdministrator) {
  const body = { code: code.trim(), name: name.trim(), login: login.trim().toLowerCase(), password };
  const made = await answerOf(api.POST('/api/v1/invitations/accept', { body }));
  await answerOf(api.POST('/api/v1/sessions', { body: { login: made.login, password, withToken: false } }));
}

export const foundCentre = (name: string) => answerOf(api.POST('/api/v1/centres', { body: { name } }));

/** All or nothing. @throws Problem `import-faulty` with `lines` */
export const importStations = (centreId: string, csv: string) =>
  answerOf(
    api.POST('/api/v1/centres/{id}/stations/import', {
      params: { path: { id: centreId } },
      headers: { 'content-type': 'text/csv' },
      body: csv,
      bodySerializer: (text) => text,
    }),
  );

interface FirstPerson {
  name: string;
  login: string;
  role: Schemas['Role'];
  scope: { kind: Schemas['ScopeKind']; id: string };
}

export type AddedPerson = Awaited<ReturnType<typeof addPerson>>;

export const addPerson = ({ name, login, role, scope }: FirstPerson) =>
  withFreshSignIn(() =>
    answerOf(
      api.POST('/api/v1/people', { body: { name: name.trim(), login: login.trim(), grants: [{ role, scope }] } }),
    ),
  );
