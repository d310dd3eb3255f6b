import { describe, expect, it } from '@jest/globals';
import { runKillRounds } from '../kills/rounds.js';

/** Real processes, killed as a power cut would; `npm run test:kills` does many more rounds. */
describe('a service of which something is killed', () => {
  it('loses and doubles nothing that it has acknowledged, condemns no audio, and leaves no process', async () => {
    const lines: string[] = [];
    const result = await runKillRounds({
      rounds: { embedded: 3, own: 2 },
      seed: 11,
      workers: 1,
      say: (line) => void lines.push(line),
    });
    expect({ ...result, lines: result.faults.length > 0 ? lines : [] }).toEqual({
      rounds: 5,
      acknowledged: expect.any(Number),
      lost: 0,
      doubled: 0,
      condemned: 0,
      left: 0,
      odd: 0,
      faults: [],
      lines: [],
    });
    expect(result.acknowledged).toBeGreaterThan(0);
  });
});
