import {
  type NoticeVersion,
  type NoticeVersionList,
  noticeVersionListSchema,
  noticeVersionSchema,
  type OwnNotice,
  ownNoticeSchema,
  type Principal,
  publishNoticeSchema,
} from '@ebbflow/contracts';
import { Answers, CurrentPrincipal, Requires, ZodBody } from '@ebbflow/service-host';
import { Controller, Get, Inject, Post } from '@nestjs/common';
import type { z } from 'zod';
import { NoticeService } from './notice.service.ts';

@Controller('v1')
export class NoticeController {
  constructor(@Inject(NoticeService) private readonly notice: NoticeService) {}

  @Requires('me:read')
  @Answers(ownNoticeSchema)
  @Get('me/notice')
  own(@CurrentPrincipal() principal: Principal): Promise<OwnNotice> {
    return this.notice.own(principal);
  }

  @Requires('notice:read')
  @Answers(noticeVersionListSchema)
  @Get('notice/versions')
  async list(@CurrentPrincipal() principal: Principal): Promise<NoticeVersionList> {
    return { items: await this.notice.list(principal), nextCursor: null };
  }

  @Requires('notice:write')
  @Answers(noticeVersionSchema)
  @Post('notice/versions')
  publish(
    @CurrentPrincipal() principal: Principal,
    @ZodBody(publishNoticeSchema) input: z.infer<typeof publishNoticeSchema>,
  ): Promise<NoticeVersion> {
    return this.notice.publish(principal, input);
  }
}
