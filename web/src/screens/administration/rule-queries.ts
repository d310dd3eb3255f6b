import { answerOf, api, type Schemas } from '../../api/client.ts';
import { queryOptions } from '../../api/query.ts';
import type { RuleKind, RuleOwner } from './rules.ts';

const PATHS = {
  centre: '/api/v1/centres/{id}/airtime-rules/{kind}',
  unit: '/api/v1/units/{id}/airtime-rules/{kind}',
  station: '/api/v1/stations/{id}/airtime-rules/{kind}',
} as const;

export const rulesQuery = ({ kind: level, id }: RuleOwner, kind: RuleKind) =>
  queryOptions({
    queryKey: ['rules', level, id, kind],
    queryFn: () => answerOf(api.GET(PATHS[level], { params: { path: { id, kind } } })),
  });

export const setRules = (
  { owner: { kind: level, id }, revision }: { owner: RuleOwner; revision: string },
  body: Schemas['NewAirtimeRules'],
) =>
  answerOf(
    api.PUT(PATHS[level], {
      params: { path: { id, kind: body.kind }, header: { 'If-Match': `"${revision}"` } },
      body,
    }),
  );
