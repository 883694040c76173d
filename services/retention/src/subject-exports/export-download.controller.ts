import type { Principal } from '@ebbflow/contracts';
import { AnswersStream, CurrentPrincipal, Requires } from '@ebbflow/service-host';
import { Controller, Get, Inject, Param, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { personOf, RequestAccess } from '../subject-requests/request-access.ts';
import { RequestPeople } from '../subject-requests/request-people.ts';
import { type Download, ExportDownload } from './export-download.ts';

/** Whoever fetches a file is a person who has shown so within five minutes, however the request came in. */
@Controller('v1')
export class ExportDownloadController {
  constructor(
    @Inject(RequestAccess) private readonly access: RequestAccess,
    @Inject(RequestPeople) private readonly people: RequestPeople,
    @Inject(ExportDownload) private readonly downloads: ExportDownload,
  ) {}

  @Get('my/requests/:requestId/export')
  @Requires('me:read')
  @AnswersStream('application/zip')
  async ofMine(
    @CurrentPrincipal() principal: Principal,
    @Param('requestId') id: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.people.demandProof(personOf(principal));
    await send(reply, await this.downloads.open(await this.access.own(principal, id)));
  }

  @Get('subject-requests/:requestId/export')
  @Requires('subject-requests:write')
  @AnswersStream('application/zip')
  async ofOurs(
    @CurrentPrincipal() principal: Principal,
    @Param('requestId') id: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.people.demandProof(personOf(principal));
    await send(reply, await this.downloads.open(await this.access.ofOrganisation(principal, id)));
  }
}

async function send(reply: FastifyReply, { fileName, sizeBytes, zip }: Download): Promise<void> {
  await reply
    .header('content-type', 'application/zip')
    .header('content-length', String(sizeBytes))
    .header('content-disposition', `attachment; filename="${fileName}"`)
    .header('cache-control', 'no-store')
    .send(zip);
}
