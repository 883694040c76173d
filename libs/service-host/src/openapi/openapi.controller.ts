import type { ServiceName } from '@ebbflow/contracts';
import { Controller, Get, Inject } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { Public } from '../access/public.ts';
import { routesOf } from '../access/list-routes.ts';
import { SERVICE_NAME } from '../host-tokens.ts';
import { AnswersStream } from '../http/answers.ts';
import { openApiDocument } from './openapi-document.ts';

@Controller('docs')
export class OpenApiController {
  #document: object | undefined;

  constructor(
    @Inject(SERVICE_NAME) private readonly name: ServiceName,
    @Inject(HttpAdapterHost) private readonly host: HttpAdapterHost,
  ) {}

  /** Made once, when it is first asked for. */
  @Public('what the API is like is no secret')
  @AnswersStream('application/json')
  @Get('openapi.json')
  document(): object {
    this.#document ??= openApiDocument(this.name, routesOf(this.host.httpAdapter.getHttpServer() as object));
    return this.#document;
  }
}
