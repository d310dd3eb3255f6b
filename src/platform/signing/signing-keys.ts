import { hkdfSync } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { CompactSign, type JWK, calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK } from 'jose';
import { DataSource } from 'typeorm';
import { Clock } from '../clock/clock.js';

const ALGORITHM = 'EdDSA';

interface KeyInUse {
  kid: string;
  private_jwk: JWK & { d: string };
}

/**
 * The Ed25519 key that signs what devices must be able to trust without asking back: playlists, orders.
 * It is made on first use and lives in the database, so that every process signs with the same one. It is never changed:
 * devices learn it at enrolment and have no way yet to learn another.
 */
@Injectable()
export class SigningKeys {
  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
  ) {}

  /** What a device needs to check signatures: the key in use, with `kid` and `alg`. */
  async publicKeys(): Promise<JWK[]> {
    await this.keyInUse();
    const rows = await this.source.query<{ public_jwk: JWK }[]>('SELECT public_jwk FROM signing_keys');
    return rows.map((row) => row.public_jwk);
  }

  /** A detached compact JWS (RFC 7515, appendix F) over the UTF-8 bytes of `body`: `header..signature`. */
  async signDetached(body: string): Promise<string> {
    const { kid, private_jwk: jwk } = await this.keyInUse();
    const signed = await new CompactSign(new TextEncoder().encode(body))
      .setProtectedHeader({ alg: ALGORITHM, kid })
      .sign(await importJWK(jwk, ALGORITHM));
    const [header, , signature] = signed.split('.');
    return `${header}..${signature}`;
  }

  /** 32 secret bytes that are the same in every process, others for each `purpose`, and never tell the key itself. */
  async secretFor(purpose: string): Promise<Buffer> {
    const { private_jwk: jwk } = await this.keyInUse();
    return Buffer.from(hkdfSync('sha256', Buffer.from(jwk.d, 'base64url'), '', `vang:${purpose}`, 32));
  }

  private async keyInUse(): Promise<KeyInUse> {
    const key = (await this.findInUse()) ?? (await this.makeFirst());
    if (!key) throw new Error('signing_keys has no key in use');
    return key;
  }

  private async findInUse(): Promise<KeyInUse | undefined> {
    const rows = await this.source.query<KeyInUse[]>('SELECT kid, private_jwk FROM signing_keys');
    return rows[0];
  }

  // Of two processes that start at once, signing_keys_only_one lets one key win; the other reads it.
  private async makeFirst(): Promise<KeyInUse | undefined> {
    const pair = await generateKeyPair(ALGORITHM, { extractable: true });
    const publicJwk = await exportJWK(pair.publicKey);
    const kid = await calculateJwkThumbprint(publicJwk);
    await this.source.query(
      `INSERT INTO signing_keys (kid, public_jwk, private_jwk, created_at) VALUES ($1, $2, $3, $4)
       ON CONFLICT DO NOTHING`,
      [kid, { ...publicJwk, kid, alg: ALGORITHM, use: 'sig' }, await exportJWK(pair.privateKey), this.clock.now()],
    );
    return this.findInUse();
  }
}
