import { answerOf, api, type Schemas } from '../../api/client.ts';
import { withFreshSignIn } from '../../parts/fresh-sign-in.ts';

/** A role at a place, as it is given. */
export interface GivenGrant {
  role: Schemas['Role'];
  scope: { kind: 'everywhere' } | { kind: Schemas['ScopeKind']; id: string };
}

/** What administrators do with people; all but names give or take access. */
export const addPerson = (body: { name: string; login: string; grants: GivenGrant[] }) =>
  withFreshSignIn(() => answerOf(api.POST('/api/v1/people', { body })));

export const giveGrant = (id: string, body: GivenGrant) =>
  withFreshSignIn(() => answerOf(api.POST('/api/v1/people/{id}/grants', { params: { path: { id } }, body })));

export const endGrant = (id: string, grantId: string, because: string) =>
  withFreshSignIn(async () => {
    const params = { path: { id, grantId }, query: { because } };
    await api.DELETE('/api/v1/people/{id}/grants/{grantId}', { params });
  });

export const issueInvitation = (id: string) =>
  withFreshSignIn(() => answerOf(api.POST('/api/v1/people/{id}/invitation', { params: { path: { id } } })));

export const resetFactor = (id: string, because: string) =>
  withFreshSignIn(
    async () =>
      void (await api.POST('/api/v1/people/{id}/second-factor/end', { params: { path: { id } }, body: { because } })),
  );

export const endPerson = (id: string, because: string) =>
  withFreshSignIn(() => answerOf(api.POST('/api/v1/people/{id}/end', { params: { path: { id } }, body: { because } })));

export const addSegment = (body: Schemas['NewSegment']) => answerOf(api.POST('/api/v1/segments', { body }));
