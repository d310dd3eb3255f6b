/**
 * How much properties of the schedule try, and with what. `npm run test:schedule` says it for all of them
 * (test/recurrence/main.mjs); otherwise each has its usual number and, unless it names one, another seed each time.
 */
const { SCHEDULE_SEED, SCHEDULE_RUNS, SCHEDULE_RULES } = process.env;

const numberOr = (text: string | undefined, usual: number) => (text === undefined ? usual : Number(text));

export const randomRuns = (usual: number): { numRuns: number; seed?: number } => ({
  numRuns: numberOr(SCHEDULE_RUNS, usual),
  ...(SCHEDULE_SEED === undefined ? {} : { seed: Number(SCHEDULE_SEED) }),
});

/** How many rules or entries to compare with what other libraries make of them. */
export const randomRules = (usual: number): number => numberOr(SCHEDULE_RULES, usual);

/** The seed of a spec that has the same one each time. */
export const seedOr = (usual: number): number => numberOr(SCHEDULE_SEED, usual);
