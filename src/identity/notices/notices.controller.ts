import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { AnswersNothing } from '../../platform/http/answers-nothing.decorator.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { type CountedPage, countedPageOf, decodeCursor, toPage } from '../../platform/http/page.js';
import type { Actor } from '../actor.js';
import { Idempotent } from '../idempotency/idempotency.decorator.js';
import { By, OwnAccount } from '../requires.decorator.js';
import { noticeTexts } from './notice-texts.js';
import { markNoticesRead, noticeList, type StoredNotice } from './notices.queries.js';
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
  @ApiResponse({ status: 200, standardSchema: countedPageOf(NoticeView).meta({ id: 'NoticePage' }) })
  async list(
    @Query({ schema: NoticesQuery }) { limit, cursor, unread, total }: NoticesQuery,
    @By() actor: Actor,
  ): Promise<CountedPage<NoticeView>> {
    const list = noticeList(actor.id, unread);
    const page = { after: decodeCursor(cursor), limit: limit + 1 };
    const notices = await list.rows(this.source, page);
    return {
      ...toPage(notices.map(presentNotice), limit, ({ id }) => id),
      total: total ? await list.size(this.source) : null,
    };
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
