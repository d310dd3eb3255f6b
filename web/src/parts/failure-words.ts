import { Problem, Unreachable } from '../api/problem.ts';
import { useWords } from '../words/words.ts';

/** The sentence for people about what went wrong: the service's own, or that it cannot be reached. */
export function useFailureWords(): (error: unknown) => string {
  const { t } = useWords();
  return (error) => {
    if (error instanceof Problem && error.code === 'sign-in-again-needed') return t('freshSignIn.needed');
    if (error instanceof Problem && error.document.detail !== '') return error.document.detail;
    return t(error instanceof Unreachable ? 'failures.unreachable' : 'failures.internal');
  };
}
