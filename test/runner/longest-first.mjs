import TestSequencer from '@jest/test-sequencer';

/**
 * Files that take five seconds and more, the longest first. They keep all processors busy, where the others mostly wait
 * for the database: begun together they would hinder each other, and begun last one would be alone at the end. Jest knows
 * how long files took only where they ran before.
 */
const LONGEST = [
  'transcoding/hostile',
  'transcoding/odd-audio',
  'backup',
  'permissions',
  'transcoding/accuracy',
  'story',
  'transcoding/faults',
  'kill',
  'transcoding/ended',
  'platform/queue-conformance',
  'transcoding/cancel',
  'transcoding/strays',
  'transcoding/slow',
  'transcoding/fingerprint',
  'transcoding/trim',
  'transcoding/suggestions',
  'transcoding/ffmpeg-versions',
  'programs/large-upload',
  'transcoding/http',
  'programs/resumable-kill',
  'transcoding/duplicates',
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
