import { setTimeout as pause } from 'node:timers/promises';
import { descendants } from '../support/children.js';
import { until } from '../support/until.js';
import { type Act, ACTS } from './acts.js';
import { OddAnswers } from './caller.js';
import { type Cast, castOf } from './cast.js';
import { embeddedWorld } from './embedded-world.js';
import type { Fault, Kept } from './kept.js';
import { ownWorld } from './own-world.js';
import { SeededRandom } from './random.js';
import { processesOf, type Victim, type World } from './world.js';

export interface KillResult {
  rounds: number;
  /** Things that were acknowledged. */
  acknowledged: number;
  lost: number;
  doubled: number;
  condemned: number;
  /** Processes that were left behind. */
  left: number;
  /** Answers that are neither right nor 503 with Retry-After. */
  odd: number;
  /** What is behind the numbers. */
  faults: string[];
}

export interface KillOptions {
  /** How many rounds in each world; both worlds run side by side. */
  rounds: { embedded: number; own: number };
  seed: number;
  /** Of the world with a PostgreSQL of one's own. */
  workers: number;
  say: (line: string) => void;
}

/** The longest time between the kill and the return, in milliseconds. */
const AWAY_MS = 500;
/** Children of a killed process end at once, the embedded PostgreSQL after it has stored what it holds. */
const LEFT_MS = 20_000;

/** Kills something at random in each round while something is being done, and checks all that was acknowledged. */
export async function runKillRounds({ rounds, seed, workers, say }: KillOptions): Promise<KillResult> {
  const result: KillResult = {
    rounds: 0,
    acknowledged: 0,
    lost: 0,
    doubled: 0,
    condemned: 0,
    left: 0,
    odd: 0,
    faults: [],
  };
  const random = [new SeededRandom(seed), new SeededRandom(seed + 1)] as const;
  const worlds = [
    { count: rounds.embedded, random: random[0], make: () => embeddedWorld(random[0]) },
    { count: rounds.own, random: random[1], make: () => ownWorld(workers) },
  ];
  const runs = worlds.map(async ({ count, random, make }) => {
    if (count > 0) await new KillRun(await make(), random, result, say).run(count);
  });
  // When one world breaks off, the other must still be stopped.
  for (const run of await Promise.allSettled(runs)) if (run.status === 'rejected') throw run.reason;
  return result;
}

class KillRun {
  private readonly odd = new OddAnswers();
  private readonly kept: Kept[] = [];
  private rounds = 0;

  constructor(
    private readonly world: World,
    private readonly random: SeededRandom,
    private readonly result: KillResult,
    private readonly say: (line: string) => void,
  ) {}

  async run(count: number): Promise<void> {
    try {
      const cast = await castOf(this.world, this.odd);
      const deck = this.shuffled();
      for (let round = 0; round < count; round += 1) {
        const [act, victim] = deck[round % deck.length] ?? this.random.of(deck);
        await this.round(cast, act, victim);
      }
      for (const kept of this.kept) this.note(await kept.check());
    } finally {
      await this.world.stop();
    }
    await this.noteLeft(() => processesOf(this.world.id));
    this.result.odd += this.odd.seen.length;
    this.result.faults.push(...this.odd.seen);
  }

  private async round(cast: Cast, act: Act, victim: Victim): Promise<void> {
    this.result.rounds += 1;
    const number = (this.rounds += 1);
    const after = this.random.below(act.lasts);
    this.say(`${this.world.name} ${number}. ${victim.name} is killed after ${after} ms of ${act.name}`);
    let begun: () => void = () => undefined;
    const beginning = new Promise<void>((resolve) => (begun = resolve));
    let isBack = false;
    const done = act.run(cast, { odd: this.odd, number, isBack: () => isBack }, begun);
    // Thrown below, when everything is back.
    done.catch(() => undefined);
    await Promise.race([beginning, done]);
    await pause(after);
    await victim.kill();
    await pause(this.random.below(AWAY_MS));
    await victim.comeBack();
    isBack = true;
    const kept = await done;
    for (const each of kept) this.note(await each.check());
    this.kept.push(...kept);
    this.result.acknowledged += kept.reduce((sum, { count }) => sum + count, 0);
    await this.noteLeft(() => this.orphans());
  }

  /** All pairs of something to do and something to kill, in a random order. */
  private shuffled(): [Act, Victim][] {
    const pairs = ACTS.flatMap((act) => this.world.victims.map((victim): [Act, Victim] => [act, victim]));
    return pairs
      .map((pair) => ({ pair, at: this.random.next() }))
      .sort((one, other) => one.at - other.at)
      .map(({ pair }) => pair);
  }

  /** Processes of the world that belong to none of those that were started here. */
  private async orphans(): Promise<number[]> {
    const ours = new Set(await descendants(process.pid));
    return (await processesOf(this.world.id)).filter((pid) => !ours.has(pid));
  }

  private async noteLeft(find: () => Promise<number[]>): Promise<void> {
    let left: number[] = [];
    await until('none is left', async () => (left = await find()).length === 0, LEFT_MS).catch(() => undefined);
    this.result.left += left.length;
    for (const pid of left) this.result.faults.push(`process ${pid} is left`);
  }

  private note(faults: readonly Fault[]): void {
    for (const { kind, what } of faults) {
      this.result[kind] += 1;
      this.result.faults.push(`${kind}: ${what}`);
      this.say(`   ${kind}: ${what}`);
    }
  }
}
