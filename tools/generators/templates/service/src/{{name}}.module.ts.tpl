import { PersistenceModule } from '@ebbflow/persistence';
import { Module } from '@nestjs/common';
import { {{pascalPlural}}Controller } from './{{plural}}/{{plural}}.controller.ts';
import { {{pascalPlural}}Service } from './{{plural}}/{{plural}}.service.ts';

@Module({
  imports: [PersistenceModule.forService({ schema: '{{schema}}' })],
  controllers: [{{pascalPlural}}Controller],
  providers: [{{pascalPlural}}Service],
})
export class {{pascal}}Module {}
