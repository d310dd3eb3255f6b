import { Controller, Get } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import type { ActingToken, Actor } from '../actor.js';
import { unreadNoticesOf } from '../notices/notices.queries.js';
import { Permission, PERMISSIONS, Role } from '../permissions.js';
import { BeforeSecondFactor, By, SignedIn } from '../requires.decorator.js';
import { loginOf, mailAddressOf } from './people.queries.js';
import { PersonName, ScopeShape } from './people.schemas.js';

const MeView = z
  .object({
    person: PersonName,
    grants: z.array(z.object({ role: Role, scope: ScopeShape })),
    permissions: z.array(Permission).describe('Held by any of the grants, wherever it holds'),
    token: z
      .object({ id: z.uuid(), name: z.string(), scopes: z.array(ScopeShape).nullable() })
      .nullable()
      .describe('The API token of this request: `permissions` are those of the token, and hold in its `scopes` only'),
    mailAddress: z.string().nullable().describe('Where notices go by mail'),
    unreadNotices: z.int().describe('See GET /people/me/notices'),
  })
  .meta({ id: 'Me' });
type MeView = z.infer<typeof MeView>;

@ApiTags('sessions')
@Controller('me')
export class MeController {
  constructor(private readonly source: DataSource) {}

  @Get()
  @SignedIn()
  @BeforeSecondFactor()
  @ApiOperation({ summary: 'Who is signed in, and what they may do' })
  @ApiResponse({ status: 200, standardSchema: MeView })
  async me(@By() actor: Actor): Promise<MeView> {
    const login = await loginOf(this.source, actor.id);
    return {
      person: { id: actor.id, login, name: actor.name },
      grants: actor.grants.map(({ grant: { role, scope } }) => ({ role, scope })),
      permissions: PERMISSIONS.filter((permission) => actor.may(permission)),
      token: actor.token ? { id: actor.token.id, name: actor.token.name, scopes: scopesOf(actor.token) } : null,
      mailAddress: await mailAddressOf(this.source, actor.id),
      unreadNotices: await unreadNoticesOf(this.source, actor.id),
    };
  }
}

const scopesOf = ({ scopes }: ActingToken) => scopes && [...scopes];
