import type { Schemas } from '../../api/client.ts';
import { useMutation, useQueryClient } from '../../api/query.ts';
import { say } from '../../parts/toasts.ts';
import { useWords } from '../../words/words.ts';
import { setRules } from './rule-queries.ts';
import type { RuleOwner, RulesView } from './rules.ts';

/** Trying rules, and saving them. */
export function useRules({ owner, rules }: { owner: RuleOwner; rules: RulesView }) {
  const { t } = useWords('administration');
  const client = useQueryClient();
  const of = { owner, revision: rules.revision };
  const tried = useMutation({
    mutationFn: (body: Schemas['NewAirtimeRules']) => setRules(of, { ...body, dryRun: true }),
  });
  const save = useMutation({
    mutationFn: (body: Schemas['NewAirtimeRules']) => setRules(of, { ...body, dryRun: false }),
    onSuccess: () => {
      say(t('hours.saved', { what: t(`hours.kinds.${rules.kind}`).toLocaleLowerCase('vi') }));
      void client.invalidateQueries({ queryKey: ['rules'] });
    },
  });
  return { tried, save };
}
