import { answerOf, api, type Schemas } from '../../api/client.ts';
import { queryOptions } from '../../api/query.ts';
import type { RuleKind } from './rules.ts';

export const rulesQuery = (centreId: string, kind: RuleKind) =>
  queryOptions({
    queryKey: ['rules', centreId, kind],
    queryFn: () =>
      answerOf(api.GET('/api/v1/centres/{id}/airtime-rules/{kind}', { params: { path: { id: centreId, kind } } })),
  });

export const setRules = (
  { centreId, revision }: { centreId: string; revision: string },
  body: Schemas['NewAirtimeRules'],
) =>
  answerOf(
    api.PUT('/api/v1/centres/{id}/airtime-rules/{kind}', {
      params: { path: { id: centreId, kind: body.kind }, header: { 'If-Match': `"${revision}"` } },
      body,
    }),
  );
