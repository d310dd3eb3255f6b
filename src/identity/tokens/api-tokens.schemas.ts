import { z } from 'zod';
import { SearchQuery } from '../../platform/http/page.js';
import { lineOfText } from '../../platform/http/text.js';
import { ScopeShape } from '../people/people.schemas.js';
import { TOKEN_PERMISSIONS, TokenPermission } from '../permissions.js';

export const NewApiToken = z
  .strictObject({
    name: lineOfText(100).describe('What it is for, e.g. the software that uses it'),
    permissions: z.array(TokenPermission).min(1).max(TOKEN_PERMISSIONS.length),
    scopes: z
      .array(ScopeShape)
      .min(1)
      .max(50)
      .optional()
      .describe('Where it works; left out: wherever you have these permissions'),
    days: z.int().min(1).max(3_650).default(90).describe('Until it expires, at most API_TOKEN_MAX_DAYS'),
  })
  .meta({ id: 'NewApiToken' });
export type NewApiToken = z.infer<typeof NewApiToken>;

export const ApiTokensQuery = SearchQuery.extend({
  personId: z.uuid().optional().describe('Those of another person, for their administrators'),
});
export type ApiTokensQuery = z.infer<typeof ApiTokensQuery>;

export const ApiTokenView = z
  .object({
    id: z.uuid(),
    name: z.string(),
    ending: z.string().describe('The last four characters of the token, to tell tokens apart'),
    permissions: z.array(TokenPermission),
    scopes: z.array(ScopeShape).nullable().describe('null: wherever its person has these permissions'),
    createdAt: z.iso.datetime(),
    expiresAt: z.iso.datetime(),
    lastUsedAt: z.iso.datetime().nullable().describe('To the minute'),
  })
  .meta({ id: 'ApiToken' });
export type ApiTokenView = z.infer<typeof ApiTokenView>;

export const MadeApiToken = ApiTokenView.extend({
  token: z.string().describe('For the header Authorization: Bearer …; shown this once'),
}).meta({ id: 'MadeApiToken' });
export type MadeApiToken = z.infer<typeof MadeApiToken>;
