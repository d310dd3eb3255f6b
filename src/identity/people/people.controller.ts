import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { type Page, pageOf, toPage } from '../../platform/http/page.js';
import type { Actor } from '../actor.js';
import { By, Requires } from '../requires.decorator.js';
import { GrantsService } from './grants.service.js';
import {
  AddedPerson,
  EndOfPerson,
  GrantView,
  InvitationView,
  NewGrant,
  NewPerson,
  PeopleQuery,
  PersonView,
  presentGrant,
  presentInvitation,
  presentPerson,
} from './people.schemas.js';
import { PeopleService } from './people.service.js';

@ApiTags('people')
@Controller('people')
@Requires('people:manage')
export class PeopleController {
  constructor(
    private readonly people: PeopleService,
    private readonly grants: GrantsService,
  ) {}

  @Post()
  @ApiOperation({ summary: 'Add a person; they choose their password with the invitation' })
  @ApiResponse({ status: 201, standardSchema: AddedPerson })
  @ApiResponse({ status: 409, description: 'login-taken' })
  async add(@Body({ schema: NewPerson }) body: NewPerson, @By() actor: Actor): Promise<AddedPerson> {
    const added = await this.people.add(body, { by: actor });
    return { person: presentPerson(added), invitation: presentInvitation(added.invitation) };
  }

  @Get()
  @ApiOperation({ summary: 'People with a grant within one’s reach, oldest first' })
  @ApiResponse({ status: 200, standardSchema: pageOf(PersonView) })
  async list(@Query({ schema: PeopleQuery }) query: PeopleQuery, @By() actor: Actor): Promise<Page<PersonView>> {
    const people = await this.people.page(query, { by: actor });
    return toPage(people.map(presentPerson), query.limit, ({ id }) => id);
  }

  @Get(':id')
  @ApiOperation({ summary: 'One person' })
  @ApiResponse({ status: 200, standardSchema: PersonView })
  async show(@Param('id', { schema: z.uuid() }) id: string, @By() actor: Actor): Promise<PersonView> {
    return presentPerson(await this.people.find(id, { by: actor }));
  }

  @Post(':id/grants')
  @ApiOperation({ summary: 'Give a role at a place within one’s reach' })
  @ApiResponse({ status: 201, standardSchema: GrantView })
  @ApiResponse({ status: 409, description: 'granted-already' })
  async give(
    @Param('id', { schema: z.uuid() }) id: string,
    @Body({ schema: NewGrant }) body: NewGrant,
    @By() actor: Actor,
  ): Promise<GrantView> {
    return presentGrant(await this.grants.give(id, body, { by: actor }));
  }

  @Delete(':id/grants/:grantId')
  @HttpCode(204)
  @ApiOperation({ summary: 'Take a role back' })
  @ApiResponse({ status: 409, description: 'last-administrator' })
  async remove(
    @Param('id', { schema: z.uuid() }) id: string,
    @Param('grantId', { schema: z.uuid() }) grantId: string,
    @By() actor: Actor,
  ): Promise<void> {
    await this.grants.remove(id, grantId, { by: actor });
  }

  @Post(':id/invitation')
  @ApiOperation({ summary: 'A code to choose a new password with; the earlier code stops working' })
  @ApiResponse({ status: 201, standardSchema: InvitationView })
  @ApiResponse({ status: 403, description: 'works-elsewhere' })
  async invite(@Param('id', { schema: z.uuid() }) id: string, @By() actor: Actor): Promise<InvitationView> {
    return presentInvitation(await this.people.invite(id, { by: actor }));
  }

  @Post(':id/end')
  @HttpCode(200)
  @ApiOperation({ summary: 'End the account and its sessions at once' })
  @ApiResponse({ status: 200, standardSchema: PersonView })
  @ApiResponse({ status: 409, description: 'last-administrator, or person-ended' })
  async end(
    @Param('id', { schema: z.uuid() }) id: string,
    @Body({ schema: EndOfPerson }) { because }: EndOfPerson,
    @By() actor: Actor,
  ): Promise<PersonView> {
    return presentPerson(await this.people.end(id, { because, by: actor }));
  }
}
