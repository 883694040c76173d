import { EgressConfig } from '@ebbflow/egress';
import { provideConfig } from '@ebbflow/service-host';
import { Module } from '@nestjs/common';
import { EgressController } from './egress.controller.ts';

/** What organisations are told about the way out. */
@Module({ controllers: [EgressController], providers: [provideConfig(EgressConfig)] })
export class EgressModule {}
