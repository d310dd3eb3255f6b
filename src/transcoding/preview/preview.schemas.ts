import { z } from 'zod';
import { codes } from '../../platform/words/codes.js';
import type { Texts } from '../../platform/words/language.js';
import type { ProfileName } from '../rendition/profiles.js';

/**
 * The audio of a program that can be previewed: the newest as it was uploaded, or its rendition by a profile, or what
 * stations play of the approved version.
 */
export const PreviewOf = codes('PreviewOf', {
  original: { vi: 'bản gốc đã tải lên', en: 'as it was uploaded' },
  'in-force': { vi: 'bản đang phát', en: 'what stations play' },
  speech: { vi: 'bản phát thông thường', en: 'the ordinary rendition' },
  lean: { vi: 'bản phát tiết kiệm dung lượng', en: 'the rendition that saves data' },
} satisfies Record<'original' | 'in-force' | ProfileName, Texts>);
export type PreviewOf = z.infer<typeof PreviewOf>;

/** An address to listen at without a session. Whoever knows it may listen until it expires. */
export const PreviewAddressView = z
  .object({ url: z.url(), expiresAt: z.iso.datetime() })
  .meta({ id: 'PreviewAddress' });
export type PreviewAddressView = z.infer<typeof PreviewAddressView>;

export const PreviewQuery = z.object({ ticket: z.string().min(1).max(2_000) });
export type PreviewQuery = z.infer<typeof PreviewQuery>;
