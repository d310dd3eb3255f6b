import { z } from 'zod';
import { PROFILE_NAMES } from '../rendition/profiles.js';

/**
 * The audio of a program that can be previewed: the newest as it was uploaded, or its rendition by a profile, or what
 * stations play of the approved version.
 */
export const PreviewOf = z.enum(['original', 'in-force', ...PROFILE_NAMES]).meta({ id: 'PreviewOf' });
export type PreviewOf = z.infer<typeof PreviewOf>;

/** An address to listen at without a session. Whoever knows it may listen until it expires. */
export const PreviewAddressView = z
  .object({ url: z.url(), expiresAt: z.iso.datetime() })
  .meta({ id: 'PreviewAddress' });
export type PreviewAddressView = z.infer<typeof PreviewAddressView>;

export const PreviewQuery = z.object({ ticket: z.string().min(1).max(2_000) });
export type PreviewQuery = z.infer<typeof PreviewQuery>;
