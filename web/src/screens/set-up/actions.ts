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

/** All or nothing; a dry run judges the file and stores nothing. @throws Problem `import-faulty` with `lines` */
export const importStations = (centreId: string, file: File, { dryRun }: { dryRun: boolean }) =>
  answerOf(
    api.POST('/api/v1/centres/{id}/stations/import', {
      params: { path: { id: centreId }, query: { dryRun } },
      headers: { 'content-type': 'text/csv' },
      // As it is, so that the service sees in which encoding it was saved.
      body: file as unknown as string,
      bodySerializer: (bytes) => bytes,
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
