import { PROFILES } from '../../../src/transcoding/rendition/profiles.js';
import type { Trial } from '../trial.js';
import { differencesOf, type Sound } from './comparison.js';
import { decodeRendition, type RandomFiles } from './random-file.js';
import { nameOf, type RandomInput, simplerThan } from './random-input.js';

/** Transcodes a file with the service. */
export type Transcode = (path: string) => Promise<Trial>;

/** Tries random inputs with the service: each rendition is compared with a plain decode of its input. */
export class RandomTrials {
  constructor(
    private readonly folder: string,
    private readonly files: RandomFiles,
    private readonly transcode: Transcode,
  ) {}

  /** @returns what is wrong, for people; empty when nothing is */
  async differences(input: RandomInput): Promise<string[]> {
    const path = await this.files.make(input);
    const plain = await this.files.decode(path, input);
    const trial = await this.transcode(path);
    if (trial.end !== 'ready') return [`refused: ${trial.end}`];
    const differences = findingDifferences(input, trial);
    for (const [index, { profile, path: made }] of trial.renditions.entries()) {
      const heard = trial.heard[index];
      if (heard) differences.push(...(await this.compare(plain, made, PROFILES[profile], { ...trial, ...heard })));
    }
    return differences;
  }

  /** The simplest input that fails too, when properties are taken away from one that fails, one by one. */
  async shrink(failing: RandomInput): Promise<RandomInput> {
    for (const simpler of simplerThan(failing)) {
      if ((await this.differences(simpler)).length > 0) return this.shrink(simpler);
    }
    return failing;
  }

  private async compare(
    plain: Sound,
    path: string,
    { name, codec, peakTolerance }: { name: string; codec: string; peakTolerance: number },
    { lufs, truePeak, shortfall }: { lufs: number; truePeak: number; shortfall: string | null },
  ): Promise<string[]> {
    const sound = await decodeRendition(path, codec, this.folder);
    const rendition = { ...sound, lufs, truePeak, mostPeak: HIGHEST_PEAK + peakTolerance };
    return differencesOf(plain, rendition, { shortfall }).map((difference) => `${name}: ${difference}`);
  }
}

/** What limiter and encoder aim at, in dBTP. */
const HIGHEST_PEAK = -1.5;

/** Smaller gaps are not reported. */
const LEAST_GAP_SECONDS = 0.5;
/** Where a gap is, is known to a page or packet. */
const PLACE_SECONDS = 1.1;

/** Whether gaps are told where they are, and nowhere else. */
function findingDifferences({ kind, parts }: RandomInput, { findings }: Trial): string[] {
  const [first] = parts;
  const said = findings.flatMap((finding) => (finding.code === 'gap' ? [finding] : []));
  const wrong = findings.filter(({ code }) => code === 'length-differs');
  const differences = wrong.map((finding) => `finding ${JSON.stringify(finding)}`);
  if (!first || parts.length > 1) return differences;
  const { gap } = first;
  const isRight = ({ from, seconds }: { from: number; seconds: number }) =>
    gap !== null && Math.abs(seconds - gap.seconds) <= 0.2 && Math.abs(from - gap.after) <= PLACE_SECONDS;
  // In Ogg the first page has no time of its own: sound after a gap in it begins late.
  const isTellable =
    gap && gap.seconds >= LEAST_GAP_SECONDS && !(kind.name.startsWith('ogg') && gap.after < PLACE_SECONDS);
  if (isTellable ? said.length === 1 && said.every(isRight) : said.every(isRight)) return differences;
  return [...differences, `gap ${JSON.stringify(said)}`];
}

/** The line of one input. */
export const lineOf = (input: RandomInput, differences: readonly string[]): string =>
  `  ${differences.length === 0 ? 'as it must be' : differences.join(', ')}  ${nameOf(input)}`;
