import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { compactVerify, decodeProtectedHeader, importJWK } from 'jose';
import { SigningKeys } from '../../../src/platform/signing/signing-keys.js';
import { startService, type TestService } from '../../support/service.js';

describe('the signing keys', () => {
  let service: TestService;
  let keys: SigningKeys;
  beforeAll(async () => {
    service = await startService();
    keys = service.get(SigningKeys);
  });
  afterAll(() => service.stop());

  const check = async (body: string, detached: string) => {
    const [jwk] = await keys.publicKeys();
    if (!jwk) throw new Error('no key');
    const whole = detached.replace('..', `.${Buffer.from(body).toString('base64url')}.`);
    return compactVerify(whole, await importJWK(jwk, 'EdDSA'));
  };

  it('makes one key, however many ask for it first', async () => {
    const kids = await Promise.all(Array.from({ length: 5 }, async () => (await keys.publicKeys())[0]?.kid));
    expect(new Set(kids).size).toBe(1);
    expect(await service.sql('SELECT kid FROM signing_keys')).toHaveLength(1);
  });

  it('reveals only the public half', async () => {
    const [jwk] = await keys.publicKeys();
    expect(jwk).toMatchObject({ kty: 'OKP', crv: 'Ed25519', alg: 'EdDSA' });
    expect(jwk).not.toHaveProperty('d');
  });

  it('signs the exact bytes of a body, detached and with the id of the key', async () => {
    const body = '{"title":"Cải cách thủ tục hành chính"}';
    const detached = await keys.signDetached(body);
    expect(decodeProtectedHeader(detached)).toEqual({ alg: 'EdDSA', kid: (await keys.publicKeys())[0]?.kid });
    await expect(check(body, detached)).resolves.toBeDefined();
    await expect(check(`${body} `, detached)).rejects.toThrow('signature verification failed');
  });

  it('derives a stable secret for each purpose', async () => {
    const secret = await keys.secretFor('tickets');
    expect(secret).toHaveLength(32);
    expect(await keys.secretFor('tickets')).toEqual(secret);
    expect(await keys.secretFor('something else')).not.toEqual(secret);
  });
});
