import type { {{pascal}}{{pascalNoun}}List, Principal } from '@ebbflow/contracts';
import { CurrentPrincipal, Requires } from '@ebbflow/service-host';
import { Controller, Get, Inject } from '@nestjs/common';
import { {{pascalPlural}}Service } from './{{plural}}.service.ts';

@Controller('v1/{{plural}}')
export class {{pascalPlural}}Controller {
  constructor(@Inject({{pascalPlural}}Service) private readonly {{camelPlural}}: {{pascalPlural}}Service) {}

  @Get()
  @Requires('{{plural}}:read')
  list(@CurrentPrincipal() { organisationId }: Principal): Promise<{{pascal}}{{pascalNoun}}List> {
    return this.{{camelPlural}}.list(organisationId);
  }
}
