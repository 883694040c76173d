import {
  type CreatedLogStream,
  createdLogStreamSchema,
  type LogStream,
  type LogStreamList,
  logStreamListSchema,
  logStreamSchema,
  type Principal,
  type PutLogStream,
  putLogStreamSchema,
} from '@ebbflow/contracts';
import { Answers, AnswersNothing, CurrentPrincipal, Requires, ZodBody } from '@ebbflow/service-host';
import { Controller, Delete, Get, Headers, HttpCode, Inject, Param, Post, Put, Res } from '@nestjs/common';
import { LogStreamVersionRequiredError } from './log-streams.errors.ts';
import { LogStreamsService } from './log-streams.service.ts';

/** What this needs of Fastify's reply. */
interface Reply {
  header(name: string, value: string): unknown;
}

@Controller('v1/log-streams')
export class LogStreamsController {
  constructor(@Inject(LogStreamsService) private readonly streams: LogStreamsService) {}

  @Get()
  @Requires('log-streams:read')
  @Answers(logStreamListSchema)
  list(@CurrentPrincipal() { organisationId }: Principal): Promise<LogStreamList> {
    return this.streams.list(organisationId);
  }

  @Post()
  @Requires('log-streams:write')
  @Answers(createdLogStreamSchema)
  create(
    @CurrentPrincipal() principal: Principal,
    @ZodBody(putLogStreamSchema) stream: PutLogStream,
  ): Promise<CreatedLogStream> {
    return this.streams.create(principal, stream);
  }

  @Get(':logStreamId')
  @Requires('log-streams:read')
  @Answers(logStreamSchema)
  async get(
    @CurrentPrincipal() { organisationId }: Principal,
    @Param('logStreamId') id: string,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<LogStream> {
    const stream = await this.streams.get(organisationId, id);
    reply.header('etag', `"${String(stream.revision)}"`);
    return stream;
  }

  @Put(':logStreamId')
  @Requires('log-streams:write')
  @Answers(createdLogStreamSchema)
  update(
    @CurrentPrincipal() principal: Principal,
    @Param('logStreamId') id: string,
    @Headers('if-match') ifMatch: string | undefined,
    @ZodBody(putLogStreamSchema) stream: PutLogStream,
  ): Promise<CreatedLogStream> {
    return this.streams.update(principal, id, revisionIn(ifMatch), stream);
  }

  @Delete(':logStreamId')
  @HttpCode(204)
  @Requires('log-streams:write')
  @AnswersNothing()
  async delete(@CurrentPrincipal() principal: Principal, @Param('logStreamId') id: string): Promise<void> {
    await this.streams.delete(principal, id);
  }
}

/** One that is no tag of ours names a revision that does not exist, and so conflicts. @throws LogStreamVersionRequiredError without a header */
function revisionIn(ifMatch: string | undefined): number {
  if (ifMatch === undefined || ifMatch.trim() === '') throw new LogStreamVersionRequiredError();
  return Number(/^"(\d{1,9})"$/.exec(ifMatch.trim())?.[1] ?? 0);
}
