import {
  type NoticeAnswer,
  type NoticeChanges,
  noticeChangesSchema,
  noticeSchema,
  type NoticeStatus,
  noticeStatusSchema,
  type NoticeVersionsServed,
  noticeVersionsServedSchema,
} from '@ebbflow/contracts';
import { Answers, Public, ZodQuery } from '@ebbflow/service-host';
import { Controller, Get, Inject } from '@nestjs/common';
import { z } from 'zod';
import { VerificationRecord } from '../verification/verification-record.ts';
import { NoticeVersions } from './notice-versions.ts';

const versionSchema = z.coerce.number().int().min(1).max(1_000_000).optional();
const readSchema = z.object({ version: versionSchema });
const changesSchema = z.object({ from: versionSchema, to: versionSchema });

@Controller('v1/notice')
export class NoticeController {
  constructor(
    @Inject(NoticeVersions) private readonly versions: NoticeVersions,
    @Inject(VerificationRecord) private readonly record: VerificationRecord,
  ) {}

  @Get()
  @Public('a notice is for everybody, before they have an account')
  @Answers(noticeSchema)
  read(@ZodQuery(readSchema) { version }: z.infer<typeof readSchema>): Promise<NoticeAnswer> {
    return this.versions.read(version);
  }

  @Get('versions')
  @Public('a notice is for everybody, before they have an account')
  @Answers(noticeVersionsServedSchema)
  list(): Promise<NoticeVersionsServed> {
    return this.versions.list();
  }

  @Get('changes')
  @Public('a notice is for everybody, before they have an account')
  @Answers(noticeChangesSchema)
  changes(@ZodQuery(changesSchema) { from, to }: z.infer<typeof changesSchema>): Promise<NoticeChanges> {
    return this.versions.changes(from, to);
  }

  @Get('status')
  @Public('whether a promise is kept is as public as the promise')
  @Answers(noticeStatusSchema)
  status(): Promise<NoticeStatus> {
    return this.record.status();
  }
}
