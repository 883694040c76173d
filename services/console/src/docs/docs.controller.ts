import { SERVICE_NAMES, type ServiceName } from '@ebbflow/contracts';
import { AnswersStream, Public, ServiceClient } from '@ebbflow/service-host';
import { Controller, Get, Inject, NotFoundException, Param } from '@nestjs/common';
import { z } from 'zod';

/** Services that callers reach through the edge; the console describes itself at `/docs/openapi.json`. */
const DESCRIBED: readonly string[] = SERVICE_NAMES.filter((name) => name !== 'console');

@Controller('docs')
export class DocsController {
  constructor(@Inject(ServiceClient) private readonly client: ServiceClient) {}

  /** The document of a service as it runs here; a path `/v1/…` in it is `/api/<service>/v1/…` at the edge. */
  @Public('what the API is like is no secret')
  @AnswersStream('application/json')
  @Get(':service/openapi.json')
  document(@Param('service') service: string): Promise<unknown> {
    if (!DESCRIBED.includes(service)) throw new NotFoundException();
    return this.client.call(service as ServiceName, 'GET', '/docs/openapi.json', { schema: z.unknown() });
  }
}
