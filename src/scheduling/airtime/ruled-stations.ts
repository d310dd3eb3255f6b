import type { ClassedStation, ClassFacts, StoredRule } from './airtime-rules.queries.js';
import { type RuleSet, ruleSet } from './rule-set.js';
import type { AirtimeRule } from './rules.js';

/** Stations with equal rules, as far as the days go that were read. */
export interface RuleClass {
  /** IANA zone. */
  zone: string;
  /** The rules for programs that begin on a local day, `YYYY-MM-DD`. */
  on(day: string): RuleSet;
}

/** The rules of stations. Stations with equal rules share a class, so that they are judged once. */
export interface RuledStations {
  /** The number of each station's class. */
  classes: ReadonlyMap<string, number>;
  classAt(number: number): RuleClass;
}

type OwnedRule = StoredRule & { level: AirtimeRule['level']; centreId: string | null };

/** @param rules those of all classes · @param usual the rule that applies when there is no other */
export function ruledStations(
  stations: readonly ClassedStation[],
  rules: readonly OwnedRule[],
  usual: AirtimeRule,
): RuledStations {
  const byNumber = new Map<number, RuleClass>();
  const byId = new Map(rules.map((rule) => [rule.id, rule]));
  const ofCentres = rules.filter(({ centreId }) => centreId !== null);
  for (const { class: number, facts } of stations) {
    if (facts) byNumber.set(number, classOf(facts.zone, [...rulesOf(facts, byId, ofCentres), usual]));
  }
  return {
    classes: new Map(stations.map(({ id, class: number }) => [id, number])),
    classAt: (number) => {
      const found = byNumber.get(number);
      if (!found) throw new Error(`there is no class ${number}`);
      return found;
    },
  };
}

/** The rules of a class, those of centres on the days on which they serve it. */
function rulesOf(
  { centres, ruleIds }: ClassFacts,
  byId: ReadonlyMap<string, OwnedRule>,
  ofCentres: readonly OwnedRule[],
): AirtimeRule[] {
  const served = centres.flatMap(({ id, from, until }) =>
    ofCentres
      .filter(({ centreId }) => centreId === id)
      .map((rule) => ({ ...rule, from: later(rule.from, from), until: earlier(rule.until, until) })),
  );
  return [...ruleIds.flatMap((id) => byId.get(id) ?? []), ...served];
}

function classOf(zone: string, rules: readonly AirtimeRule[]): RuleClass {
  const known = new Map<string, RuleSet>();
  return {
    zone,
    on: (day) => {
      const set = known.get(day) ?? ruleSet(rules, day, zone);
      known.set(day, set);
      return set;
    },
  };
}

const later = (one: string | null, other: string): string => (one !== null && one > other ? one : other);
const earlier = (one: string | null, other: string): string => (one !== null && one < other ? one : other);
