import { hkdfSync } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { CompactSign, type JWK, calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK } from 'jose';
import { DataSource } from 'typeorm';
import { Clock } from '../clock/clock.js';
import type { Sql } from '../database/sql.js';

const ALGORITHM = 'EdDSA';

interface KeyInUse {
  kid: string;
  private_jwk: JWK & { d: string };
}

/**
 * The Ed25519 key that signs what devices must be able to verify offline, e.g. playlists.
 * Created on first use and stored in the database, so that all processes sign with the same key. It is never replaced:
 * devices learn it at enrolment and cannot learn another one yet.
 */
@Injectable()
export class SigningKeys {
  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
  ) {}

  /** The public key, with `kid` and `alg`, with which devices verify signatures. */
  async publicKeys(): Promise<JWK[]> {
    await this.keyInUse(this.source);
    const rows = await this.source.query<{ public_jwk: JWK }[]>('SELECT public_jwk FROM signing_keys');
    return rows.map((row) => row.public_jwk);
  }

  /** A detached compact JWS (RFC 7515, appendix F) over the UTF-8 bytes of `body`: `header..signature`. */
  async signDetached(body: string): Promise<string> {
    const { kid, private_jwk: jwk } = await this.keyInUse(this.source);
    const signed = await new CompactSign(new TextEncoder().encode(body))
      .setProtectedHeader({ alg: ALGORITHM, kid })
      .sign(await importJWK(jwk, ALGORITHM));
    const [header, , signature] = signed.split('.');
    return `${header}..${signature}`;
  }

  /**
   * 32 secret bytes derived from the key: the same in every process, different for each `purpose`.
   * @param sql the unit of work, within one: a second connection of the pool could wait for ever for the first
   */
  async secretFor(purpose: string, sql: Sql = this.source): Promise<Buffer> {
    const { private_jwk: jwk } = await this.keyInUse(sql);
    return Buffer.from(hkdfSync('sha256', Buffer.from(jwk.d, 'base64url'), '', `vang:${purpose}`, 32));
  }

  private async keyInUse(sql: Sql): Promise<KeyInUse> {
    const key = (await findInUse(sql)) ?? (await this.createFirst(sql));
    if (!key) throw new Error('signing_keys has no key in use');
    return key;
  }

  // When two processes start at once, the constraint signing_keys_only_one lets one insert; the other reads that key.
  private async createFirst(sql: Sql): Promise<KeyInUse | undefined> {
    const pair = await generateKeyPair(ALGORITHM, { extractable: true });
    const publicJwk = await exportJWK(pair.publicKey);
    const kid = await calculateJwkThumbprint(publicJwk);
    await sql.query(
      `INSERT INTO signing_keys (kid, public_jwk, private_jwk, created_at) VALUES ($1, $2, $3, $4)
       ON CONFLICT ((true)) DO NOTHING`,
      [kid, { ...publicJwk, kid, alg: ALGORITHM, use: 'sig' }, await exportJWK(pair.privateKey), this.clock.now()],
    );
    return findInUse(sql);
  }
}

async function findInUse(sql: Sql): Promise<KeyInUse | undefined> {
  const rows = await sql.query<KeyInUse>('SELECT kid, private_jwk FROM signing_keys');
  return rows[0];
}
