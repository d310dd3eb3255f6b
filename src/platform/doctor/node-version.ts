import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../version.js';
import { fault, fine, type Finding } from './finding.js';

/** Whether the running Node is one that package.json allows. */
export function examineNode(version: string): Finding {
  const { engines } = JSON.parse(readFileSync(join(projectRoot(), 'package.json'), 'utf8')) as {
    engines: { node: string };
  };
  if (isInRange(version, engines.node)) return fine('Node', version);
  return fault('Node', `${version} is not supported`, `Install one of ${engines.node}`);
}

/** @param range alternatives such as `^20.19.0 || >=24.11.0`, as in package.json */
export function isInRange(version: string, range: string): boolean {
  const given = numbersOf(version);
  return range.split('||').some((alternative) => {
    const [, sign, least = ''] = /^\s*(\^|>=)\s*(\S+)\s*$/.exec(alternative) ?? [];
    const wanted = numbersOf(least);
    return isAtLeast(given, wanted) && (sign === '>=' || given[0] === wanted[0]);
  });
}

const numbersOf = (version: string): number[] => version.split('.').map((part) => Number.parseInt(part, 10));

function isAtLeast(given: readonly number[], wanted: readonly number[]): boolean {
  const at = wanted.findIndex((number, place) => number !== given[place]);
  return at === -1 || (given[at] ?? 0) > (wanted[at] ?? 0);
}
