import { setTimeout as pause } from 'node:timers/promises';
import { Injectable, Logger } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock } from '../../platform/clock/clock.js';
import { Config } from '../../platform/config/config.js';
import { UnitOfWork, type Work } from '../../platform/database/unit-of-work.js';
import { clientNetwork } from '../../platform/http/client-network.js';
import { currentRequestId } from '../../platform/http/request-id.js';
import { KnownClientsService, type PersonsPlace, type Place } from '../known-clients/known-clients.service.js';
import { TooManySignIns } from './sign-in.problems.js';
import {
  type Attempt,
  deleteFailuresOf,
  deleteOldFailures,
  failuresAltogether,
  failuresAsKnown,
  failuresFromAddress,
  failuresOfLogin,
  insertFailure,
  type KnownBy,
  lockAttempts,
  markFailureDecided,
} from './throttle.queries.js';
import { type Delays, waitSeconds } from './throttle.js';

/** How often, and after how long, an attempt looks again whether those before it turned out right. */
const LOOKS = 30;
const LOOK_EVERY_MS = 100;

/** Stands for the person of an unknown login. */
const NOBODY = '00000000-0000-0000-0000-000000000000';

/** An attempt, where it comes from, and why it is not delayed; null: it is. */
export interface JudgedAttempt extends Attempt {
  place: PersonsPlace;
  knownBy: KnownBy | null;
}

/** An attempt that may go on. It counts as a failure until its password turns out right. */
export interface Admission {
  attempt: JudgedAttempt;
  /** Undefined for an attempt from a known place, which counts only once it has failed. */
  failureId: number | undefined;
}

/**
 * Delays guesses without locking anybody out. Attempts from a client or an address with which the person signed in before
 * pass, as long as they do not fail SIGN_IN_KNOWN_FAILURES times. Every other one waits for the delay of its login and
 * for that of its address, each with settings of its own. The table is the only memory, so all processes share it.
 */
@Injectable()
export class ThrottleService {
  private readonly logger = new Logger('sign-in');

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly knownClients: KnownClientsService,
    private readonly source: DataSource,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  /**
   * An attempt for a login, and whether it comes from a known place; a client or address on which too many passwords were
   * wrong no longer is one.
   * @param personId of the login; null when there is no such person, which takes the same queries
   */
  async judge({ login, personId }: { login: string; personId: string | null }, from: Place): Promise<JudgedAttempt> {
    const place = await this.knownClients.placeOf(personId ?? NOBODY, from);
    const known = await this.knownClients.recognise(place);
    const attempt = { login, address: clientNetwork(from.address ?? ''), place, ...known };
    const { ofClient, ofAddress } = await failuresAsKnown(this.source, attempt, this.since(this.clock.now()));
    const most = this.config.settings.SIGN_IN_KNOWN_FAILURES;
    if (attempt.clientHash && ofClient < most) return { ...attempt, knownBy: 'client' };
    return { ...attempt, knownBy: attempt.isKnownAddress && ofAddress < most ? 'address' : null };
  }

  /** @throws TooManySignIns before the password is looked at */
  async admit(attempt: JudgedAttempt): Promise<Admission> {
    if (attempt.knownBy) return { attempt, failureId: undefined };
    let wait = 0;
    for (let look = 0; look < LOOKS; look += 1) {
      const answer = await this.unitOfWork.run((work) => this.tryToAdmit(work, attempt));
      if ('failureId' in answer) return { attempt, failureId: answer.failureId };
      wait = answer.wait;
      if (!answer.maybeSooner) break;
      await pause(LOOK_EVERY_MS);
    }
    this.warnOfGuesses(attempt);
    throw new TooManySignIns(wait);
  }

  /** Counts the failure and logs it: without the login, in whose place people mistype their password. */
  async failed({ attempt, failureId }: Admission): Promise<void> {
    const { address, knownBy, place } = attempt;
    const person = place.personId === NOBODY ? null : place.personId;
    this.logger.log({ address, knownBy, person, reqId: currentRequestId(), msg: 'sign-in failed' });
    const wrong = await this.unitOfWork.run(async (work) => {
      if (failureId === undefined) await insertFailure(work, attempt, { knownBy: attempt.knownBy, decided: true });
      else await markFailureDecided(work, failureId);
      return failuresAltogether(work, attempt, this.since(work.now));
    });
    if (wrong > this.config.settings.SIGN_IN_PERSON_FREE_FAILURES) this.warnOfGuesses(attempt);
  }

  /** One fault for the log however many guesses there are, so it is told when they begin, go on, and are over. */
  private warnOfGuesses({ place }: JudgedAttempt): void {
    const person = place.personId === NOBODY ? null : place.personId;
    this.logger.warn({ person, msg: 'many wrong passwords for one login: somebody forgot theirs, or guesses' });
  }

  /** Right passwords never count, nor does what was mistyped before. */
  async passwordWasRight(work: Work, { attempt }: Admission): Promise<void> {
    await deleteFailuresOf(work, attempt);
  }

  /**
   * The place is known from now on. Call it with the person locked.
   * @returns the token for the client to keep, and whether the person should be told that the place is new
   */
  async rememberPlace(work: Work, { attempt }: Admission): Promise<{ clientToken: string; isNewPlace: boolean }> {
    return this.knownClients.remember(work, attempt.place);
  }

  /** Removes the failures that no longer count, and clients and addresses that are no longer known. */
  async forgetOld(): Promise<void> {
    await this.unitOfWork.run(async (work) => {
      await deleteOldFailures(work, this.since(work.now));
      await this.knownClients.forgetExpired(work);
    });
  }

  // An attempt is stored as a failure before its password is looked at, so that attempts made at once, in whichever
  // process, cannot slip past.
  private async tryToAdmit(
    work: Work,
    attempt: JudgedAttempt,
  ): Promise<{ failureId: number } | { wait: number; maybeSooner: boolean }> {
    await lockAttempts(work, attempt);
    const since = this.since(work.now);
    const { person, address } = this.delays();
    const ofLogin = await failuresOfLogin(work, attempt, since);
    const fromAddress = await failuresFromAddress(work, attempt, { since, perLogin: person.free });
    const waitFor = (which: 'all' | 'decided') =>
      Math.max(waitSeconds(ofLogin[which], work.now, person), waitSeconds(fromAddress[which], work.now, address));
    const wait = waitFor('all');
    if (wait > 0) return { wait, maybeSooner: waitFor('decided') === 0 };
    return { failureId: await insertFailure(work, attempt, { knownBy: null, decided: false }) };
  }

  private delays(): { person: Delays; address: Delays } {
    const { settings } = this.config;
    return {
      person: {
        free: settings.SIGN_IN_PERSON_FREE_FAILURES,
        firstSeconds: settings.SIGN_IN_PERSON_FIRST_DELAY_SECONDS,
        mostSeconds: settings.SIGN_IN_PERSON_MAX_DELAY_SECONDS,
      },
      address: {
        free: settings.SIGN_IN_ADDRESS_FREE_FAILURES,
        firstSeconds: settings.SIGN_IN_ADDRESS_FIRST_DELAY_SECONDS,
        mostSeconds: settings.SIGN_IN_ADDRESS_MAX_DELAY_SECONDS,
      },
    };
  }

  private since(now: Date): Date {
    return new Date(now.getTime() - this.config.settings.SIGN_IN_FAILURES_KEPT_HOURS * 3_600_000);
  }
}
