import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { AnswersNothing } from '../../platform/http/answers-nothing.decorator.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { decodeCursor, type Page, pageOf, toPage } from '../../platform/http/page.js';
import type { Actor } from '../actor.js';
import { Idempotent } from '../idempotency/idempotency.decorator.js';
import { By, OwnAccount } from '../requires.decorator.js';
import { noticeTexts } from './notice-texts.js';
import { markNoticesRead, noticesOf, type StoredNotice } from './notices.queries.js';
import { NoticesQuery, NoticeView, ReadMark } from './notices.schemas.js';

@ApiTags('sessions')
@Controller('people/me/notices')
export class NoticesController {
  constructor(
    private readonly source: DataSource,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  @Get()
  @OwnAccount()
  @ApiOperation({ summary: 'What happened to your account: new sign-ins, passwords, roles; newest first' })
  @ApiResponse({ status: 200, standardSchema: pageOf(NoticeView).meta({ id: 'NoticePage' }) })
  async list(
    @Query({ schema: NoticesQuery }) { limit, cursor }: NoticesQuery,
    @By() actor: Actor,
  ): Promise<Page<NoticeView>> {
    const notices = await noticesOf(this.source, actor.id, { before: decodeCursor(cursor), rows: limit + 1 });
    return toPage(notices.map(presentNotice), limit, ({ id }) => id);
  }

  @Post('read')
  @Idempotent()
  @OwnAccount()
  @AnswersNothing()
  @ApiOperation({ summary: 'Mark your notices up to one as read' })
  async markRead(@Body({ schema: ReadMark }) { upTo }: ReadMark, @By() actor: Actor): Promise<void> {
    await this.unitOfWork.run((work) => markNoticesRead(work, actor.id, upTo));
  }
}

const presentNotice = ({ id, code, data, toldAt, readAt }: StoredNotice): NoticeView => ({
  id,
  code,
  data: { ...data },
  ...noticeTexts(code, data),
  toldAt: toldAt.toISOString(),
  readAt: readAt?.toISOString() ?? null,
});
