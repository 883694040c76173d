import { type NoticeAnswer, noticeSchema } from '@ebbflow/contracts';
import { Answers, Public } from '@ebbflow/service-host';
import { Controller, Get, Inject } from '@nestjs/common';
import { NoticeService } from './notice.service.ts';

@Controller('v1/notice')
export class NoticeController {
  constructor(@Inject(NoticeService) private readonly notice: NoticeService) {}

  @Get()
  @Public('a notice is for everybody, before they have an account')
  @Answers(noticeSchema)
  read(): NoticeAnswer {
    return this.notice.current();
  }
}
