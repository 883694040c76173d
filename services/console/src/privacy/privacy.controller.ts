import { noticeChangesSchema, noticeSchema, noticeStatusSchema, noticeVersionsServedSchema } from '@ebbflow/contracts';
import { CLOCK, type Clock } from '@ebbflow/kernel';
import { AnswersStream, Public, ServiceClient } from '@ebbflow/service-host';
import { Controller, Get, Inject, NotFoundException, Query, Res, UseFilters } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { PageErrorFilter } from '../pages/page-error-filter.ts';
import { sendPage } from '../pages/page-reply.ts';
import { privacyChangesPage } from './privacy-changes-page.ts';
import { privacyPage } from './privacy-page.ts';

const versionSchema = z.coerce.number().int().min(1).max(1_000_000).optional();

/** The privacy notice as retention makes it: nothing of it is written here. For everybody, and no cookie is set for reading it. */
@Controller('privacy')
@UseFilters(PageErrorFilter)
export class PrivacyController {
  constructor(
    @Inject(ServiceClient) private readonly client: ServiceClient,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Public('a notice is for everybody, before they have an account')
  @AnswersStream('text/html')
  @Get()
  async read(@Query('version') asked: unknown, @Res() reply: FastifyReply): Promise<void> {
    const version = numberOf(asked);
    const path = `/v1/notice${version === undefined ? '' : `?version=${String(version)}`}`;
    const [notice, { items: versions }, status] = await Promise.all([
      this.client.call('retention', 'GET', path, { schema: noticeSchema }),
      this.client.call('retention', 'GET', '/v1/notice/versions', { schema: noticeVersionsServedSchema }),
      this.client.call('retention', 'GET', '/v1/notice/status', { schema: noticeStatusSchema }),
    ]);
    const body = privacyPage({ notice, versions, status, nowMs: this.clock.nowMs() });
    sendPage(reply, { title: 'Privacy notice', body });
  }

  @Public('a notice is for everybody, before they have an account')
  @AnswersStream('text/html')
  @Get('changes')
  async changes(
    @Query('from') askedFrom: unknown,
    @Query('to') askedTo: unknown,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const query = new URLSearchParams();
    for (const [name, asked] of Object.entries({ from: numberOf(askedFrom), to: numberOf(askedTo) }))
      if (asked !== undefined) query.set(name, String(asked));
    const [changes, { items: versions }] = await Promise.all([
      this.client.call('retention', 'GET', `/v1/notice/changes?${query.toString()}`, { schema: noticeChangesSchema }),
      this.client.call('retention', 'GET', '/v1/notice/versions', { schema: noticeVersionsServedSchema }),
    ]);
    sendPage(reply, { title: 'Changes of the privacy notice', body: privacyChangesPage(changes, versions) });
  }
}

/** An empty field is none; what is no number leads to a page that is not there. */
function numberOf(asked: unknown): number | undefined {
  const parsed = versionSchema.safeParse(asked === '' ? undefined : asked);
  if (!parsed.success) throw new NotFoundException();
  return parsed.data;
}
