/** Whose airtime rules they are. */
export const RULE_OWNER_KINDS = ['centre', 'unit', 'station'] as const;
export interface RuleOwner {
  kind: (typeof RULE_OWNER_KINDS)[number];
  id: string;
}
