import { AnswersStream, Public, StreamBody } from '@ebbflow/service-host';
import { All, Controller, Inject, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { EdgeService } from './edge.service.ts';

/** `/api/<service>/v1/…` from outside → `/v1/…` of that service, in the name of whoever is signed in. */
@Controller('api')
export class EdgeController {
  constructor(@Inject(EdgeService) private readonly edge: EdgeService) {}

  @Public('the edge finds out itself who is asking, from session cookie or API token')
  @StreamBody()
  @AnswersStream('*/*')
  @All('*')
  async forward(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.edge.forward(request, reply);
  }
}
