import { TOTP } from 'otpauth';

/** An authenticator app that holds one secret, with a clock of its own. */
export class Authenticator {
  private readonly totp: TOTP;

  /** @param secret in base32, as it is typed into the app */
  constructor(
    secret: string,
    private readonly clock: { now(): Date },
  ) {
    this.totp = new TOTP({ secret });
  }

  /** The six digits that it shows now, or did or will do this many steps of 30 seconds from now. */
  code(steps = 0): string {
    return this.totp.generate({ timestamp: this.clock.now().getTime() + steps * 30_000 });
  }

  /** Six digits that it does not show, nor did just before, nor will soon. */
  wrongCode(): string {
    const near = [-2, -1, 0, 1, 2].map((steps) => this.code(steps));
    return ['000000', '111111', '222222', '333333', '444444', '555555'].find((code) => !near.includes(code)) ?? '';
  }
}
