import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { FEW, RECORDED, REFUSALS } from '../../../bench/accuracy/inputs.js';
import { recorded, Workbench } from '../../../bench/accuracy/made-input.js';
import { RandomFiles } from '../../../bench/accuracy/random/random-file.js';
import { nameOf, randomInputs } from '../../../bench/accuracy/random/random-input.js';
import { RandomTrials } from '../../../bench/accuracy/random/random-trial.js';
import { isBelowPeak, isNear, type Trial, trialOf } from '../../../bench/accuracy/trial.js';
import { TranscodingsService } from '../../../src/transcoding/requests/transcodings.service.js';
import { withAudio } from '../../factories/original.factory.js';
import { aProgram } from '../../factories/program.factory.js';
import { centreWith } from '../../factories/station.factory.js';
import { FFMPEG_OF_MACHINE } from '../../support/ffmpeg.js';
import { startService, type TestService } from '../../support/service.js';

const MAX_SECONDS = 600;
/** `npm run bench:accuracy -- --random` tries others. */
const RANDOM_SEED = 200;
const RANDOM = randomInputs(RANDOM_SEED, 15);
/** Of the inputs, and what comes before the first word. */
const LONGEST_SECONDS = 10;

describe('speech of every kind', () => {
  let service: TestService;
  let folder: string;
  let bench: Workbench;
  beforeAll(async () => {
    service = await startService({ settings: { ...FFMPEG_OF_MACHINE, AUDIO_MAX_SECONDS: String(MAX_SECONDS) } });
    folder = await mkdtemp(join(tmpdir(), 'vang-accuracy-'));
    bench = await Workbench.in(folder, LONGEST_SECONDS);
  });
  afterAll(async () => {
    await service.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const tryOut = async (path: string): Promise<Trial> => {
    const program = await aProgram(service, { centreId: (await centreWith(service)).id });
    const original = await withAudio(service, program, await readFile(path));
    await service.get(TranscodingsService).request(original);
    return trialOf(service, original);
  };

  it.each(FEW)(
    'comes out equally loud: $format, $lufs LUFS, $channels channels, $rate Hz, $seconds s',
    async (input) => {
      const trial = await tryOut(await bench.make(input));
      expect(trial).toMatchObject({ end: 'ready', shortfall: null });
      expect({ near: isNear(trial), below: isBelowPeak(trial), trial }).toMatchObject({ near: true, below: true });
    },
  );

  it.each(RECORDED)('of a telephone comes out equally loud: %s', async (name) => {
    const trial = await tryOut(recorded(name));
    expect(trial).toMatchObject({ end: 'ready', shortfall: null });
    expect({ near: isNear(trial), below: isBelowPeak(trial), trial }).toMatchObject({ near: true, below: true });
  });

  describe('and at random', () => {
    let trials: RandomTrials;
    beforeAll(async () => {
      trials = new RandomTrials(folder, await RandomFiles.in(folder), tryOut);
    });

    it.each(RANDOM.map((input) => [nameOf(input), input] as const))(
      'yields what a plain decode does, from number %s',
      async (_, input) => expect(await trials.differences(input)).toEqual([]),
    );
  });

  it.each(REFUSALS)('is refused for the right reason: $what', async (refused) => {
    const trial = await tryOut(await bench.makeRefused(refused, MAX_SECONDS));
    expect(trial).toMatchObject({ end: refused.because });
  });
});
