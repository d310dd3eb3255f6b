import { Controller, Get } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import type { Actor } from '../actor.js';
import { IdentityQueries } from '../identity.queries.js';
import { ScopeShape } from '../people/people.schemas.js';
import { PERMISSIONS, ROLES } from '../permissions.js';
import { By, SignedIn } from '../requires.decorator.js';
import { PersonName } from './sessions.schemas.js';

const MeView = z.object({
  person: PersonName,
  grants: z.array(z.object({ role: z.enum(ROLES), scope: ScopeShape })),
  permissions: z.array(z.enum(PERMISSIONS)).describe('Held by any of the grants, wherever it holds'),
});
type MeView = z.infer<typeof MeView>;

@ApiTags('sessions')
@Controller('me')
export class MeController {
  constructor(private readonly queries: IdentityQueries) {}

  @Get()
  @SignedIn()
  @ApiOperation({ summary: 'Who is signed in, and what they may do' })
  @ApiResponse({ status: 200, standardSchema: MeView })
  async me(@By() actor: Actor): Promise<MeView> {
    const login = await this.queries.loginOf(actor.id);
    return {
      person: { id: actor.id, login, name: actor.name },
      grants: actor.grants.map(({ grant: { role, scope } }) => ({ role, scope })),
      permissions: PERMISSIONS.filter((permission) => actor.may(permission)),
    };
  }
}
