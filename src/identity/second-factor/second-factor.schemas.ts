import { z } from 'zod';

/** As typed: six digits of the app, or a recovery code, also with spaces. */
export const Otp = z.string().trim().min(6).max(30).describe('Six digits of the authenticator app, or a recovery code');

export const GivenOtp = z.object({ otp: Otp }).meta({ id: 'GivenOtp' });
export type GivenOtp = z.infer<typeof GivenOtp>;

export const SecondFactorView = z
  .object({
    on: z.boolean(),
    required: z.boolean().describe('Whether your roles require one here'),
    since: z.iso.datetime().nullable(),
    recoveryCodesLeft: z.int(),
  })
  .meta({ id: 'SecondFactor' });
export type SecondFactorView = z.infer<typeof SecondFactorView>;

export const NewSecondFactor = z
  .object({
    otp: Otp.optional().describe('Needed when a second factor is in force, which the new one is to replace'),
  })
  .meta({ id: 'NewSecondFactor' });
export type NewSecondFactor = z.infer<typeof NewSecondFactor>;

export const SecondFactorSetupView = z
  .object({
    otpauthUri: z.string().describe('For an authenticator app; the same as in the QR code'),
    secret: z.string().describe('Base32, to be typed into an app that cannot scan'),
    qrSvg: z.string().describe('QR code as an SVG document'),
    expiresAt: z.iso.datetime().describe('Confirm it with a first code before'),
  })
  .meta({ id: 'SecondFactorSetup' });
export type SecondFactorSetupView = z.infer<typeof SecondFactorSetupView>;

export const RecoveryCodesView = z
  .object({
    recoveryCodes: z.array(z.string()).describe('Each works once instead of a code of the app; shown this once'),
  })
  .meta({ id: 'RecoveryCodes' });
export type RecoveryCodesView = z.infer<typeof RecoveryCodesView>;
