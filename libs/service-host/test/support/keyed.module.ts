import { Module } from '@nestjs/common';
import { KeyedController } from './keyed.controller.ts';

const { PersistenceModule } = await import('@ebbflow/persistence');

@Module({ imports: [PersistenceModule.forService({ schema: 'vault' })], controllers: [KeyedController] })
export class KeyedModule {}
