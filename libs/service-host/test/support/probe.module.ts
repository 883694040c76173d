import { Module } from '@nestjs/common';
import { ProbeController } from './probe.controller.ts';

@Module({ controllers: [ProbeController] })
export class ProbeModule {}
