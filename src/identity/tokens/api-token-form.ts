import { newSecret } from '../secret.js';

// So that scanners for leaked secrets, and people, see what it is.
const PREFIX = 'vang_api_';

/** A new token, to be shown once: 256 random bits after a prefix. */
export const newApiToken = (): string => `${PREFIX}${newSecret()}`;

export const isApiToken = (text: string): boolean => text.startsWith(PREFIX);

/** What is stored of the token to tell it from others. */
export const endingOf = (token: string): string => token.slice(-4);
