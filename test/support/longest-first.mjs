import { basename } from 'node:path';
import TestSequencer from '@jest/test-sequencer';

/**
 * Files that take half a minute and more, the longest first: begun last, one of them would keep a single processor busy at
 * the end. Jest knows how long files took only where they ran before.
 */
const LONGEST = [
  'transcoding-hostile',
  'story',
  'transcoding-faults',
  'transcoding-accuracy',
  'permissions',
  'backup',
  'transcoding-cancel',
  'transcoding-fingerprint',
  'queue-conformance',
  'transcoding-duplicates',
  'transcoding-trim',
  'programs-resumable-kill',
  'transcoding-priority',
  'kill',
  'programs-large-upload',
  'identity-first-administrator',
];

const placeOf = ({ path }) => {
  const place = LONGEST.indexOf(basename(path, '.spec.ts'));
  return place < 0 ? LONGEST.length : place;
};

export default class LongestFirst extends TestSequencer {
  sort(tests) {
    return super.sort(tests).sort((a, b) => placeOf(a) - placeOf(b));
  }
}
