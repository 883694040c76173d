import { AnswersStream, Public } from '@ebbflow/service-host';
import { Controller, Get, Inject, NotFoundException, Param, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { WebApp } from './web-app.ts';

@Controller('app')
export class WebFilesController {
  constructor(@Inject(WebApp) private readonly web: WebApp) {}

  @Public('scripts and style sheets of the application, the same for everybody')
  @AnswersStream('text/javascript')
  @Get('assets/:name')
  read(@Param('name') name: string, @Res() reply: FastifyReply): void {
    const file = this.web.find(`/app/assets/${name}`);
    if (file === undefined) throw new NotFoundException();
    void reply
      .header('content-type', file.contentType)
      .header('cache-control', 'public, max-age=31536000, immutable')
      .send(file.bytes);
  }
}
