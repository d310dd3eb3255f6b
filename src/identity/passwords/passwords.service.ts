import { Injectable } from '@nestjs/common';
import { Config } from '../../platform/config/config.js';
import { FairQueue, QueueFull } from './fair-queue.js';
import { GuessesRunner } from './guesses.runner.js';
import { TooManyPasswordChecks, WeakPassword } from './passwords.problems.js';
import { hashPassword, normalized } from './passwords.js';
import { plainWeaknessOf, type Weakness } from './weakness.js';

/** Guesses that a new password must withstand: zxcvbn's “strong protection from offline slow-hash scenario”. */
const LEAST_GUESSES_LOG10 = 10;

/** Whose password it is: words of theirs make it easier to guess. */
export interface PasswordOwner {
  login: string;
  name: string;
  /** Names of the centres, units and stations where they work. */
  workplaces: readonly string[];
  /** The password that they replace, if they know it. */
  current?: string;
}

/** New passwords, and the memory and time that hashing takes: PASSWORD_CHECKS_AT_ONCE, the others wait fairly. */
@Injectable()
export class PasswordsService {
  private readonly queue: FairQueue;
  private readonly least: number;

  constructor(
    private readonly guesses: GuessesRunner,
    { settings }: Config,
  ) {
    this.queue = new FairQueue({
      atOnce: settings.PASSWORD_CHECKS_AT_ONCE,
      waiting: settings.PASSWORD_CHECKS_WAITING,
    });
    this.least = settings.PASSWORD_MIN_LENGTH;
  }

  /**
   * Runs a task that hashes a password when it is its turn.
   * @param key who asks, e.g. a person or a network; tasks of one key run one after another
   * @param isKnown whether it is somebody known, and not anybody who claims to be; they come first
   * @throws TooManyPasswordChecks
   */
  async inTurn<Result>(key: string, task: () => Promise<Result>, { isKnown = true } = {}): Promise<Result> {
    return this.queue.run(key, task, { isKnown }).catch((error: unknown) => {
      throw error instanceof QueueFull ? new TooManyPasswordChecks() : error;
    });
  }

  /**
   * The hash to store for a newly chosen password.
   * @param pointer to the password in the request
   * @throws WeakPassword, TooManyPasswordChecks
   */
  async hashNew(password: string, owner: PasswordOwner, pointer: string): Promise<string> {
    const weakness = await this.weaknessOf(normalized(password), owner);
    if (weakness) throw new WeakPassword(weakness, { least: this.least, pointer });
    return this.inTurn(`login ${owner.login}`, () => hashPassword(password));
  }

  private async weaknessOf(
    password: string,
    { login, name, workplaces, current }: PasswordOwner,
  ): Promise<Weakness | undefined> {
    if (current !== undefined && normalized(current) === password) return 'unchanged';
    const plain = plainWeaknessOf(password, { login, least: this.least });
    if (plain) return plain;
    const { log10, isPersonal } = await this.guesses.estimate(password, [login, name, ...workplaces, 'vang']);
    if (log10 >= LEAST_GUESSES_LOG10) return undefined;
    return isPersonal ? 'own-name' : 'easily-guessed';
  }
}
