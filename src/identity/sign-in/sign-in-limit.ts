import { Injectable } from '@nestjs/common';
import { Cron, CronExpression } from '@nestjs/schedule';
import { DataSource } from 'typeorm';
import { Clock } from '../../platform/clock/clock.js';
import { Config } from '../../platform/config/config.js';
import { UnitOfWork, type Work } from '../../platform/database/unit-of-work.js';
import { TooManySignIns } from './sign-in.problems.js';

// Key spaces of advisory locks; logins are always locked before addresses, so that nobody waits in a circle.
const LOGIN_LOCK = 7_264_101;
const ADDRESS_LOCK = 7_264_102;

/** Keeps passwords from being guessed: so many failures per login and per address within a window, and no more. */
@Injectable()
export class SignInLimit {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly source: DataSource,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  /**
   * Counts an attempt as failed before its password is looked at, so that attempts made at once cannot slip past.
   * @param address of whom it counts as one, see `networkOf`
   * @throws TooManySignIns when the login or the address has used up its failures
   */
  async admit(login: string, address: string): Promise<void> {
    const now = this.clock.now();
    await this.unitOfWork.run(async (work) => {
      await work.manager.query('SELECT pg_advisory_xact_lock($1, hashtext($2))', [LOGIN_LOCK, login]);
      await work.manager.query('SELECT pg_advisory_xact_lock($1, hashtext($2))', [ADDRESS_LOCK, address]);
      const opensAt = await this.opensAt(work, login, address);
      if (opensAt) throw new TooManySignIns(Math.max(1, Math.ceil((opensAt.getTime() - now.getTime()) / 1_000)));
      await work.manager.query('INSERT INTO sign_in_failures (login, address, at) VALUES ($1, $2, $3)', [
        login,
        address,
        now,
      ]);
    });
  }

  /** The right password was given: what was counted for this login is forgotten. */
  async forgive(work: Work, login: string): Promise<void> {
    await work.manager.query('DELETE FROM sign_in_failures WHERE login = $1', [login]);
  }

  /** Removes what no longer counts. */
  @Cron(CronExpression.EVERY_HOUR, { name: 'forget-sign-in-failures' })
  async forgetOld(): Promise<void> {
    await this.source.query('DELETE FROM sign_in_failures WHERE at <= $1', [this.windowStart()]);
  }

  private async opensAt(work: Work, login: string, address: string): Promise<Date | undefined> {
    const { SIGN_IN_FAILURES_PER_LOGIN: perLogin, SIGN_IN_FAILURES_PER_ADDRESS: perAddress } = this.config.settings;
    const rows: { at: Date | null }[] = await work.manager.query(
      `SELECT max(at) AS at FROM (
         (SELECT at FROM sign_in_failures WHERE login = $1 AND at > $3 ORDER BY at DESC OFFSET $4 LIMIT 1)
         UNION ALL
         (SELECT at FROM sign_in_failures WHERE address = $2 AND at > $3 ORDER BY at DESC OFFSET $5 LIMIT 1)
       ) AS the_one_that_must_grow_old`,
      [login, address, this.windowStart(), perLogin - 1, perAddress - 1],
    );
    const at = rows[0]?.at;
    return at ? new Date(at.getTime() + this.windowMs()) : undefined;
  }

  private windowMs(): number {
    return this.config.settings.SIGN_IN_WINDOW_MINUTES * 60_000;
  }

  private windowStart(): Date {
    return new Date(this.clock.now().getTime() - this.windowMs());
  }
}
