import { Global, Module } from '@nestjs/common';
import { Restrictions } from './restrictions.ts';

/** Asked from all over the service. */
@Global()
@Module({ providers: [Restrictions], exports: [Restrictions] })
export class RestrictionModule {}
