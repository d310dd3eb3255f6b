import TestSequencer from '@jest/test-sequencer';

/**
 * Files that take twenty seconds and more, the longest first. They keep all processors busy, where the others mostly wait
 * for the database: begun together they would hinder each other, and begun last one would be alone at the end. Jest knows
 * how long files took only where they ran before.
 */
const LONGEST = [
  'transcoding/hostile',
  'story',
  'transcoding/accuracy',
  'permissions',
  'backup',
  'transcoding/faults',
  'kill',
  'transcoding/priority',
  'transcoding/trim',
  'transcoding/cancel',
  'transcoding/ended',
  'transcoding/fingerprint',
  'transcoding/suggestions',
  'transcoding/slow',
  'transcoding/duplicates',
  'transcoding/strays',
  'transcoding/http',
  'programs/audio-kinds',
  'programs/resumable-kill',
  'platform/queue-conformance',
];
/** So many short ones follow each long one. */
const BETWEEN = 4;

const placeOf = ({ path }) => LONGEST.findIndex((name) => path.endsWith(`/${name}.spec.ts`));

export default class LongestFirst extends TestSequencer {
  async sort(tests) {
    const long = tests.filter((test) => placeOf(test) >= 0).sort((a, b) => placeOf(a) - placeOf(b));
    const short = await super.sort(tests.filter((test) => placeOf(test) < 0));
    return [...long.flatMap((test) => [test, ...short.splice(0, BETWEEN)]), ...short];
  }
}
