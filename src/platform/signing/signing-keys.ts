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

  /** 32 secret bytes derived from the key: the same in every process, different for each `purpose`. */
  async secretFor(purpose: string): Promise<Buffer> {
    const { private_jwk: jwk } = await this.keyInUse();
    return Buffer.from(hkdfSync('sha256', Buffer.from(jwk.d, 'base64url'), '', `vang:${purpose}`, 32));
  }

  private async keyInUse(): Promise<KeyInUse> {
    const key = (await this.findInUse()) ?? (await this.createFirst());
    if (!key) throw new Error('signing_keys has no key in use');
    return key;
  }

  private async findInUse(): Promise<KeyInUse | undefined> {
    const rows = await this.source.query<KeyInUse[]>('SELECT kid, private_jwk FROM signing_keys');
    return rows[0];
  }

  // When two processes start at once, the constraint signing_keys_only_one lets one insert; the other reads that key.
  private async createFirst(): Promise<KeyInUse | undefined> {
    const pair = await generateKeyPair(ALGORITHM, { extractable: true });
    const publicJwk = await exportJWK(pair.publicKey);
    const kid = await calculateJwkThumbprint(publicJwk);
    await this.source.query(
      `INSERT INTO signing_keys (kid, public_jwk, private_jwk, created_at) VALUES ($1, $2, $3, $4)
       ON CONFLICT ((true)) DO NOTHING`,
      [kid, { ...publicJwk, kid, alg: ALGORITHM, use: 'sig' }, await exportJWK(pair.privateKey), this.clock.now()],
    );
    return this.findInUse();
  }
}
