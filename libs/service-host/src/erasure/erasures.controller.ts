import {
  countedErasureSchema,
  countErasureSchema,
  type Erased,
  erasedSchema,
  eraseSchema,
  type ServiceDataMap,
  serviceDataMapSchema,
  ledgerReplayedSchema,
  replayLedgerSchema,
  restoreStateSchema,
} from '@ebbflow/contracts';
import { Controller, Get, HttpCode, Inject, Post } from '@nestjs/common';
import type { z } from 'zod';
import { InternalOnly } from '../access/internal-only.ts';
import { Answers } from '../http/answers.ts';
import { ZodBody } from '../http/zod-input.ts';
import { DATA_MAP, ERASURES, LEDGER_REPLAY } from './erasure-tokens.ts';
import type { Erasures } from './erasures.ts';
import type { LedgerReplay } from './ledger-replay.ts';
import { RestoreGuard } from './restore-guard.ts';

/** What retention asks every service that keeps anything. */
@Controller('internal/v1')
export class ErasuresController {
  constructor(
    @Inject(ERASURES) private readonly erasures: Erasures,
    @Inject(DATA_MAP) private readonly dataMap: () => Promise<ServiceDataMap>,
    @Inject(LEDGER_REPLAY) private readonly replay: LedgerReplay,
    @Inject(RestoreGuard) private readonly guard: RestoreGuard,
  ) {}

  @Get('data-map')
  @InternalOnly('retention')
  @Answers(serviceDataMapSchema)
  map(): Promise<ServiceDataMap> {
    return this.dataMap();
  }

  @Post('erasures/count')
  @HttpCode(200)
  @InternalOnly('retention')
  @Answers(countedErasureSchema)
  count(
    @ZodBody(countErasureSchema) { subject, cursor }: z.infer<typeof countErasureSchema>,
  ): Promise<z.infer<typeof countedErasureSchema>> {
    return this.erasures.count(subject, cursor ?? null);
  }

  @Post('erasures/erase')
  @HttpCode(200)
  @InternalOnly('retention')
  @Answers(erasedSchema)
  erase(@ZodBody(eraseSchema) { subject, cursor }: z.infer<typeof eraseSchema>): Promise<Erased> {
    return this.erasures.erase(subject, cursor ?? null);
  }

  @Get('restore')
  @InternalOnly('retention')
  @Answers(restoreStateSchema)
  restore(): z.infer<typeof restoreStateSchema> {
    return { isPending: this.guard.isPending };
  }

  @Post('restore/replays')
  @HttpCode(200)
  @InternalOnly('retention')
  @Answers(ledgerReplayedSchema)
  replayLedger(
    @ZodBody(replayLedgerSchema) { key, entries }: z.infer<typeof replayLedgerSchema>,
  ): Promise<z.infer<typeof ledgerReplayedSchema>> {
    return this.replay.replay(Buffer.from(key, 'base64'), entries);
  }
}
