import { readFileSync } from 'node:fs';

/**
 * Checks that every locked package supports the lowest Node of each range in package.json, so that `npm ci` prints no
 * EBADENGINE. It knows the forms of ranges that the lock file uses, and reports any other.
 */
const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8'));
const { engines } = JSON.parse(readFileSync('package.json', 'utf8'));

const numbers = (version) =>
  version
    .split('.')
    .filter((part) => !/^[x*]$/.test(part))
    .map(Number);
const compare = (one, other) => {
  const at = [0, 1, 2].find((place) => (one[place] ?? 0) !== (other[place] ?? 0));
  return at === undefined ? 0 : (one[at] ?? 0) - (other[at] ?? 0);
};

function takes(comparator, node) {
  const [, sign, version] = /^(>=|<|\^|)(\d+(?:\.(?:\d+|x|\*))*|\*)$/.exec(comparator) ?? [];
  if (version === undefined) throw new Error(`.ci/engines.mjs cannot read the range “${comparator}”`);
  const least = numbers(version);
  if (sign === '>=') return compare(node, least) >= 0;
  if (sign === '<') return compare(node, least) < 0;
  if (sign === '^') return node[0] === least[0] && compare(node, least) >= 0;
  return least.every((number, place) => node[place] === number);
}

const takesRange = (range, node) =>
  range.split('||').some((part) =>
    part
      .trim()
      .replaceAll(/(>=|<|\^)\s+/g, '$1')
      .split(/\s+/)
      .every((comparator) => takes(comparator, node)),
  );

const faults = packages[''].engines.node === engines.node ? [] : ['package-lock.json names other engines: npm install'];
for (const lowest of engines.node.match(/\d+\.\d+\.\d+/g)) {
  for (const [path, { engines: its }] of Object.entries(packages)) {
    if (its?.node && !takesRange(its.node, numbers(lowest)))
      faults.push(`${path} does not take Node ${lowest}: ${its.node}`);
  }
}
for (const fault of faults) process.stderr.write(`${fault}\n`);
process.exitCode = faults.length > 0 ? 1 : 0;
