import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { AnswersNothing } from '../../platform/http/answers-nothing.decorator.js';
import { type WholePage, wholePageOf } from '../../platform/http/page.js';
import { Refuses } from '../../platform/http/refuses.decorator.js';
import { changeAndShow } from '../../platform/http/revisions/change-and-show.js';
import type { SeenRevisions } from '../../platform/http/revisions/if-match.js';
import { AnswersWithETag, IfMatch } from '../../platform/http/revisions/revisions.decorator.js';
import type { Actor } from '../actor.js';
import { Idempotent, NotIdempotent } from '../idempotency/idempotency.decorator.js';
import { NeedsFreshSignIn } from '../fresh-sign-in.decorator.js';
import { By, Requires } from '../requires.decorator.js';
import {
  AddedPerson,
  EndOfGrant,
  EndOfPerson,
  GrantView,
  InvitationView,
  NewGrant,
  NewPerson,
  PeopleQuery,
  PersonChanges,
  PersonView,
} from './people.schemas.js';
import { PeopleService } from './people.service.js';
import { PeopleViews, presentInvitation } from './people.views.js';
import { WorksElsewhere, PersonEnded, LoginTaken, GrantedAlready, LastAdministrator } from './people.problems.js';
import { BeyondYourReach } from '../identity.problems.js';
import { NotFound } from '../../platform/http/http.problems.js';

@ApiTags('people')
@Controller('people')
@Requires('people:manage')
export class PeopleController {
  constructor(
    private readonly people: PeopleService,
    private readonly views: PeopleViews,
  ) {}

  @Post()
  @NotIdempotent('answers-a-secret')
  @NeedsFreshSignIn(BeyondYourReach)
  @ApiOperation({ summary: 'Add a person, who chooses a password with the invitation' })
  @ApiResponse({ status: 201, standardSchema: AddedPerson })
  @Refuses(LoginTaken, NotFound)
  async add(@Body({ schema: NewPerson }) body: NewPerson, @By() actor: Actor): Promise<AddedPerson> {
    const added = await this.people.add(body, { by: actor });
    return { person: await this.views.one(added), invitation: presentInvitation(added.invitation) };
  }

  @Get()
  @ApiOperation({ summary: 'People with a grant within your reach, oldest first' })
  @ApiResponse({ status: 200, standardSchema: wholePageOf(PersonView).meta({ id: 'PersonPage' }) })
  async list(@Query({ schema: PeopleQuery }) query: PeopleQuery, @By() actor: Actor): Promise<WholePage<PersonView>> {
    return this.views.list(query, actor);
  }

  @Get(':id')
  @ApiOperation({ summary: 'One person' })
  @AnswersWithETag(200, PersonView)
  async show(@Param('id', { schema: z.uuid() }) id: string, @By() actor: Actor): Promise<PersonView> {
    return this.views.detail(id, actor);
  }

  @Patch(':id')
  @ApiOperation({ summary: 'Rename a person' })
  @AnswersWithETag(200, PersonView)
  @Refuses(WorksElsewhere, PersonEnded)
  change(
    @Param('id', { schema: z.uuid() }) id: string,
    @Body({ schema: PersonChanges }) body: PersonChanges,
    @IfMatch() seen: SeenRevisions,
    @By() actor: Actor,
  ): Promise<PersonView> {
    return changeAndShow(
      () => this.people.rename(id, body, { seen, by: actor }),
      () => this.show(id, actor),
    );
  }

  @Post(':id/grants')
  @Idempotent()
  @NeedsFreshSignIn(BeyondYourReach)
  @ApiOperation({ summary: 'Give a role in a scope within your reach' })
  @ApiResponse({ status: 201, standardSchema: GrantView })
  @Refuses(PersonEnded, GrantedAlready)
  async give(
    @Param('id', { schema: z.uuid() }) id: string,
    @Body({ schema: NewGrant }) body: NewGrant,
    @By() actor: Actor,
  ): Promise<GrantView> {
    return this.views.grant(await this.people.giveGrant(id, body, { by: actor }));
  }

  @Delete(':id/grants/:grantId')
  @NeedsFreshSignIn()
  @AnswersNothing()
  @ApiOperation({ summary: 'End a grant' })
  @Refuses(PersonEnded, LastAdministrator)
  async endGrant(
    @Param('id', { schema: z.uuid() }) id: string,
    @Param('grantId', { schema: z.uuid() }) grantId: string,
    @Query({ schema: EndOfGrant }) { because }: EndOfGrant,
    @By() actor: Actor,
  ): Promise<void> {
    await this.people.endGrant(id, grantId, { because, by: actor });
  }

  @Post(':id/invitation')
  @NotIdempotent('answers-a-secret')
  @NeedsFreshSignIn(WorksElsewhere)
  @ApiOperation({ summary: 'Issue a code for choosing a new password; an earlier code stops working' })
  @ApiResponse({ status: 201, standardSchema: InvitationView })
  @Refuses(PersonEnded)
  async invite(@Param('id', { schema: z.uuid() }) id: string, @By() actor: Actor): Promise<InvitationView> {
    return presentInvitation(await this.people.invite(id, { by: actor }));
  }

  @Post(':id/end')
  @Idempotent<PeopleController>((controller, id, by) => controller.show(id, by))
  @NeedsFreshSignIn(WorksElsewhere)
  @HttpCode(200)
  @ApiOperation({ summary: 'End the account and its sessions at once' })
  @AnswersWithETag(200, PersonView)
  @Refuses(PersonEnded, LastAdministrator)
  async end(
    @Param('id', { schema: z.uuid() }) id: string,
    @Body({ schema: EndOfPerson }) { because }: EndOfPerson,
    @By() actor: Actor,
  ): Promise<PersonView> {
    await this.people.end(id, { because, by: actor });
    return this.show(id, actor);
  }
}
