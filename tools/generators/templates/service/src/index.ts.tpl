import { defineService } from '@ebbflow/service-host';
import { {{pascalPlural}}{{timestamp}} } from './migrations/0001-{{plural}}.migration.ts';
import { {{pascal}}Module } from './{{name}}.module.ts';

export const {{camel}}Service = defineService({
  name: '{{name}}',
  module: {{pascal}}Module,
  migrations: [{{pascalPlural}}{{timestamp}}],
});
