import { MessagingModule } from '@ebbflow/messaging';
import { Module } from '@nestjs/common';
import { KeyedController } from './keyed.controller.ts';

const { PersistenceModule } = await import('@ebbflow/persistence');

@Module({
  imports: [
    PersistenceModule.forService({ schema: 'vault' }),
    MessagingModule.forService({ schema: 'vault', outbox: false }),
  ],
  controllers: [KeyedController],
})
export class KeyedModule {}
