import { Injectable } from '@nestjs/common';
import { jwtVerify, SignJWT } from 'jose';
import { z } from 'zod';
import { Clock } from '../../platform/clock/clock.js';
import { Config } from '../../platform/config/config.js';
import { SigningKeys } from '../../platform/signing/signing-keys.js';
import { PreviewOf } from './preview.schemas.js';
import { PreviewOver } from './preview.problems.js';

const ALGORITHM = 'HS256';
const AUDIENCE = 'preview';

/** What a ticket gives access to, and in which session it was issued. */
export const PreviewGrant = z.object({
  sessionId: z.uuid(),
  programId: z.uuid(),
  /** The original at that time: other audio needs another ticket, so that nobody hears one and approves the other. */
  originalSha256: z.string(),
  which: PreviewOf,
});
export type PreviewGrant = z.infer<typeof PreviewGrant>;

/** Tickets are part of the address of a preview, for players that cannot send a header. */
@Injectable()
export class PreviewTicketsService {
  constructor(
    private readonly keys: SigningKeys,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  /** A ticket for PREVIEW_TICKET_MINUTES. */
  async issue(grant: PreviewGrant): Promise<{ ticket: string; expiresAt: Date }> {
    const milliseconds = this.config.settings.PREVIEW_TICKET_MINUTES * 60_000;
    // A ticket holds whole seconds.
    const expiresAt = new Date(Math.floor((this.clock.now().getTime() + milliseconds) / 1_000) * 1_000);
    const ticket = await new SignJWT(grant)
      .setProtectedHeader({ alg: ALGORITHM })
      .setAudience(AUDIENCE)
      .setExpirationTime(expiresAt)
      .sign(await this.keys.secretFor('preview'));
    return { ticket, expiresAt };
  }

  /** @throws PreviewOver when it is forged or has expired */
  async read(ticket: string): Promise<PreviewGrant> {
    const secret = await this.keys.secretFor('preview');
    try {
      const { payload } = await jwtVerify(ticket, secret, {
        algorithms: [ALGORITHM],
        audience: AUDIENCE,
        requiredClaims: ['exp'],
        currentDate: this.clock.now(),
      });
      return PreviewGrant.parse(payload);
    } catch {
      throw new PreviewOver();
    }
  }
}
