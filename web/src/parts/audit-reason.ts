import { CODE_WORDS } from '../generated/code-words.ts';

const LISTS: readonly Readonly<Record<string, string>>[] = [
  CODE_WORDS.BroadcastReason,
  CODE_WORDS.EntryWithdrawnReason,
];

/** What the code of a rule says by which the service did something; undefined: these are a person's own words. */
export const ruleWords = (because: string): string | undefined => LISTS.map((list) => list[because]).find(Boolean);
