import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays, startOfDay } from '../../src/platform/clock/local-day.js';
import { occurrences } from '../../src/scheduling/recurrence/occurrences.js';
import { RuleNotSupported, RuleWithoutDays } from '../../src/scheduling/recurrence/recurrence.problems.js';
import { parseRule } from '../../src/scheduling/recurrence/rule.js';
import { type Answer, askDateutil, dateutilMissing, type Question } from './dateutil.js';
import { changesOfClocks, question } from './random-questions.js';
import { randomRules, seedOr } from '../support/random-runs.js';

const RULES = randomRules(320);
const SEED = seedOr(5545);
const missing = dateutilMissing();
if (missing) process.stdout.write(`skipped: the comparison of rules with python3-dateutil, because ${missing}\n`);

/** Undefined for a rule without days, or with a COUNT that takes it a hundred years ahead. */
function answerOf({ rule, startsOn, from, until, zone, times }: Question): Answer | undefined {
  const valid = { from: '2000-01-01', until: null };
  const span = { zone, from: startOfDay(addDays(from, -1), zone), until: startOfDay(addDays(until, 2), zone) };
  const terms = termsOrNone(rule, startsOn);
  if (!terms) return undefined;
  const { airing, skipped } = occurrences([{ valid, rule: terms, extraDays: [], times }], [], span);
  const all: Answer = [
    ...airing.map(({ airsOn, time, startsAt, note }): Answer[number] => [
      airsOn,
      time,
      startsAt.toISOString(),
      note === 'clock-twice',
    ]),
    ...skipped.map(({ airsOn, time }): Answer[number] => [airsOn, time, null, false]),
  ];
  return all
    .filter(([day]) => day >= from && day <= until)
    .toSorted((one, other) => (one[0] + one[1] < other[0] + other[1] ? -1 : 1));
}

function termsOrNone(rule: string, startsOn: string) {
  try {
    return parseRule(rule, startsOn);
  } catch (error) {
    if (error instanceof RuleWithoutDays) return undefined;
    if (error instanceof RuleNotSupported && String(error.extraIn('en')['part']).startsWith('COUNT=')) return undefined;
    throw error;
  }
}

describe('rules and the clocks of zones', () => {
  (missing ? it.skip : it)(`give the same days and instants as python3-dateutil, for ${RULES} rules`, () => {
    const questions = [...changesOfClocks, ...fc.sample(question, { numRuns: RULES, seed: SEED })];
    const answers = askDateutil(questions);
    const compared = questions.flatMap((asked, index) => {
      const ours = answerOf(asked);
      return ours ? [{ asked, ours, theirs: answers[index] }] : [];
    });
    const different = compared.filter(({ ours, theirs }) => JSON.stringify(ours) !== JSON.stringify(theirs));
    expect(different.slice(0, 5)).toEqual([]);
    // The rest has no day within ten years, e.g. 30 February.
    expect(compared.length).toBeGreaterThanOrEqual(RULES * 0.75);
    expect(compared.some(({ ours }) => ours.some(([, , at]) => at === null))).toBe(true);
    expect(compared.some(({ ours }) => ours.some(([, , , twice]) => twice))).toBe(true);
  });
});
