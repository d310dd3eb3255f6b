import { Body, Controller, Get, Param, Put } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../identity/actor.js';
import { By, Requires } from '../../identity/requires.decorator.js';
import { InvalidRequest } from '../../platform/http/http.problems.js';
import { changeOrShowCurrent } from '../../platform/http/revisions/change-and-show.js';
import type { SeenRevisions } from '../../platform/http/revisions/if-match.js';
import { AnswersWithETag, IfMatch } from '../../platform/http/revisions/revisions.decorator.js';
import { GivenId } from '../../platform/http/wire.schemas.js';
import { AirtimeRulesView, NewAirtimeRules } from '../airtime/airtime-rules.schemas.js';
import type { RuleOwner } from '../airtime/rule-owner.js';
import { RuleOwnersService } from '../airtime/rule-owners.service.js';
import { RuleKind } from '../airtime/rule-kind.js';
import { PlanningService } from '../planning/planning.service.js';
import { ChangedAirtimeRules } from './airtime-rules.schemas.js';
import { presentConsequences } from './present-consequences.js';
import { SetRulesService } from './set-rules.service.js';

const Id = { schema: GivenId };
const Kind = { schema: RuleKind };

@ApiTags('schedule')
@Controller()
export class AirtimeRulesController {
  constructor(
    private readonly owners: RuleOwnersService,
    private readonly rules: SetRulesService,
    private readonly planning: PlanningService,
  ) {}

  @Get('centres/:id/airtime-rules/:kind')
  @ApiOperation({ summary: 'Get a centre’s rules of one kind: hours, dayparts or quiet days' })
  @Requires('schedule:read')
  @AnswersWithETag(200, AirtimeRulesView)
  ofCentre(@Param('id', Id) id: string, @Param('kind', Kind) kind: RuleKind, @By() actor: Actor) {
    return this.owners.show({ kind: 'centre', id }, kind, actor);
  }

  @Get('units/:id/airtime-rules/:kind')
  @ApiOperation({ summary: 'Get a unit’s rules of one kind; they come before those of the centre' })
  @Requires('schedule:read')
  @AnswersWithETag(200, AirtimeRulesView)
  ofUnit(@Param('id', Id) id: string, @Param('kind', Kind) kind: RuleKind, @By() actor: Actor) {
    return this.owners.show({ kind: 'unit', id }, kind, actor);
  }

  @Get('stations/:id/airtime-rules/:kind')
  @ApiOperation({ summary: 'Get a station’s rules of one kind; they come before those of its unit and its centre' })
  @Requires('schedule:read')
  @AnswersWithETag(200, AirtimeRulesView)
  ofStation(@Param('id', Id) id: string, @Param('kind', Kind) kind: RuleKind, @By() actor: Actor) {
    return this.owners.show({ kind: 'station', id }, kind, actor);
  }

  @Put('centres/:id/airtime-rules/:kind')
  @ApiOperation({
    summary: 'Set a centre’s rules of one kind; what they break is withdrawn, what they free is planned',
  })
  @Requires('rules:manage')
  @AnswersWithETag(200, ChangedAirtimeRules)
  setOfCentre(
    @Param('id', Id) id: string,
    @Param('kind', Kind) kind: RuleKind,
    @Body({ schema: NewAirtimeRules }) rules: NewAirtimeRules,
    @IfMatch() seen: SeenRevisions,
    @By() by: Actor,
  ): Promise<ChangedAirtimeRules> {
    return this.set({ kind: 'centre', id }, { kind, rules }, { seen, by });
  }

  @Put('units/:id/airtime-rules/:kind')
  @ApiOperation({ summary: 'Set a unit’s rules of one kind, as those of a centre' })
  @Requires('rules:manage')
  @AnswersWithETag(200, ChangedAirtimeRules)
  setOfUnit(
    @Param('id', Id) id: string,
    @Param('kind', Kind) kind: RuleKind,
    @Body({ schema: NewAirtimeRules }) rules: NewAirtimeRules,
    @IfMatch() seen: SeenRevisions,
    @By() by: Actor,
  ): Promise<ChangedAirtimeRules> {
    return this.set({ kind: 'unit', id }, { kind, rules }, { seen, by });
  }

  @Put('stations/:id/airtime-rules/:kind')
  @ApiOperation({ summary: 'Set a station’s rules of one kind, as those of a centre' })
  @Requires('rules:manage')
  @AnswersWithETag(200, ChangedAirtimeRules)
  setOfStation(
    @Param('id', Id) id: string,
    @Param('kind', Kind) kind: RuleKind,
    @Body({ schema: NewAirtimeRules }) rules: NewAirtimeRules,
    @IfMatch() seen: SeenRevisions,
    @By() by: Actor,
  ): Promise<ChangedAirtimeRules> {
    return this.set({ kind: 'station', id }, { kind, rules }, { seen, by });
  }

  private async set(
    owner: RuleOwner,
    { kind, rules }: { kind: RuleKind; rules: NewAirtimeRules },
    asked: { seen: SeenRevisions; by: Actor },
  ): Promise<ChangedAirtimeRules> {
    if (rules.kind !== kind) {
      const message = { vi: `khác với ${kind} trong đường dẫn`, en: `is not ${kind}, as the path says` };
      throw new InvalidRequest([{ pointer: '/kind', message }]);
    }
    const show = () => this.owners.show(owner, kind, asked.by);
    const consequences = await changeOrShowCurrent(() => this.rules.set(owner, rules, asked), show);
    const shown = presentConsequences(consequences);
    return { ...(await show()), dryRun: rules.dryRun, consequences: shown, plannedUntil: this.planning.plannedUntil() };
  }
}
