import { capital } from '../../words/formats.ts';
import { codeWord, useWords } from '../../words/words.ts';
import type { Grant } from './queries.ts';

type Named = Pick<Grant, 'role' | 'scope' | 'scopeName'>;

/** A grant as people say it: what, and where. */
export function useGrantWords() {
  const { t } = useWords('administration');
  const where = ({ scope, scopeName }: Omit<Named, 'role'>): string =>
    scopeName ??
    (scope.kind === 'everywhere' ? t('person.everywhere').toLowerCase() : codeWord('ScopeKind', scope.kind));
  return {
    role: (grant: Pick<Grant, 'role'>) => capital(codeWord('Role', grant.role)),
    where,
    /** Within a sentence: `biên tập viên`, `tại Trung tâm Bình Sơn`. */
    told: (grant: Named) => ({
      role: codeWord('Role', grant.role),
      where: grant.scope.kind === 'everywhere' ? t('person.onEverything') : t('person.at', { where: where(grant) }),
    }),
  };
}
