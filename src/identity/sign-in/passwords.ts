import { hash, type Options, verify } from '@node-rs/argon2';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Config } from '../../platform/config/config.js';
import { newSecret } from '../secret.js';
import { weaknessOf } from './weakness.js';
import { WeakPassword } from './sign-in.problems.js';

// Argon2id; OWASP's first choice of cost. Written as a number: the package's enum does not exist at run time.
const COST: Options = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** The only place where a password is hashed or compared. */
@Injectable()
export class Passwords implements OnModuleInit {
  private hashOfNobody = '';

  constructor(private readonly config: Config) {}

  async onModuleInit(): Promise<void> {
    this.hashOfNobody = await hash(newSecret(), COST);
  }

  /**
   * What to store of a newly chosen password.
   * @throws WeakPassword when it is too short, the login itself, or among the first that anybody would try
   */
  async choose(password: string, login: string): Promise<string> {
    const weakness = weaknessOf(password, { login, least: this.config.settings.PASSWORD_MIN_LENGTH });
    if (weakness) throw new WeakPassword(weakness);
    return hash(normal(password), COST);
  }

  /** Takes as long for somebody who does not exist as for a wrong password, so that time tells nothing. */
  async fits(stored: string | null, password: string): Promise<boolean> {
    const fits = await verify(stored ?? this.hashOfNobody, normal(password));
    return fits && stored !== null;
  }
}

// Some keyboards send a Vietnamese letter as one character, some as letter and tone mark.
const normal = (password: string): string => password.normalize('NFKC');
