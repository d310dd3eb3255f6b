import { createHmac } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock } from '../../platform/clock/clock.js';
import { Config } from '../../platform/config/config.js';
import type { Work } from '../../platform/database/unit-of-work.js';
import { clientNetwork } from '../../platform/http/client-network.js';
import { SigningKeys } from '../../platform/signing/signing-keys.js';
import { hashSecret, newSecret } from '../secret.js';
import {
  forgetExpiredPlaces,
  hasKnownClients,
  isKnownToAnybody,
  knownParts,
  type PlaceHashes,
  rememberAddress,
  rememberClient,
} from './known-clients.queries.js';

const DAY_MS = 86_400_000;

/** Where a request comes from: the client's address, and the token that it was given at an earlier sign-in. */
export interface Place {
  address: string | null;
  clientToken: string | undefined;
}

/** The same for one person, with the hashes under which it is stored. */
export interface PersonsPlace extends Place {
  personId: string;
  hashes: PlaceHashes;
}

/**
 * Remembers on which clients (browsers, apps) and from which addresses people sign in, so that the throttle lets them
 * through and they are told of others. Tokens and addresses are kept as hashes, a bounded number for each person, for
 * KNOWN_CLIENT_DAYS and KNOWN_ADDRESS_DAYS after the last sign-in.
 */
@Injectable()
export class KnownClientsService {
  constructor(
    private readonly source: DataSource,
    private readonly keys: SigningKeys,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  /**
   * Keyed hashes, for each person anew: the tables do not say who shares an address, and cannot be searched for one.
   * Ask before a transaction begins: it takes a query of its own.
   */
  async placeOf(personId: string, { address, clientToken }: Place): Promise<PersonsPlace> {
    const secret = await this.keys.secretFor('known-addresses');
    const network = clientNetwork(address ?? '');
    const hashes = {
      client: clientToken ? hashSecret(clientToken) : null,
      address: createHmac('sha256', secret).update(`${personId} ${network}`).digest(),
    };
    return { personId, address, clientToken, hashes };
  }

  /** What is known of the place to its person. For nobody's id the answer is nothing, and takes as long. */
  async recognise({ personId, hashes }: PersonsPlace): Promise<{ clientHash: Buffer | null; isKnownAddress: boolean }> {
    const known = await knownParts(this.source, personId, hashes, this.clock.now());
    return { clientHash: known.client ? hashes.client : null, isKnownAddress: known.address };
  }

  /**
   * Remembers a place in which the person gave their password. Call it with the person locked.
   * @returns the token for the client to keep, and whether the person should be told that the place is new
   */
  async remember(
    work: Work,
    { personId, hashes, clientToken: presented }: PersonsPlace,
  ): Promise<{ clientToken: string; isNewPlace: boolean }> {
    const known = await knownParts(work, personId, hashes, work.now);
    const isNewPlace = !known.client && !known.address && (await hasKnownClients(work, personId));
    // A token that nobody was given is not taken on: somebody else may have planted it.
    const isOurs = hashes.client !== null && (await isKnownToAnybody(work, hashes.client));
    const clientToken = isOurs && presented ? presented : newSecret();
    const until = daysAfter(work.now, this.config.settings.KNOWN_CLIENT_DAYS);
    await rememberClient(work, personId, hashSecret(clientToken), until);
    await this.rememberAddress(work, { personId, hashes });
    return { clientToken, isNewPlace };
  }

  /** Only the address, e.g. of somebody who chose a password with a code. Call it with the person locked. */
  async rememberAddress(work: Work, { personId, hashes }: Pick<PersonsPlace, 'personId' | 'hashes'>): Promise<void> {
    const until = daysAfter(work.now, this.config.settings.KNOWN_ADDRESS_DAYS);
    await rememberAddress(work, personId, hashes.address, until);
  }

  async forgetExpired(work: Work): Promise<void> {
    await forgetExpiredPlaces(work);
  }
}

const daysAfter = (at: Date, days: number) => new Date(at.getTime() + days * DAY_MS);
