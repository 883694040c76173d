import { Controller, Get, Inject, ServiceUnavailableException } from '@nestjs/common';
import {
  HealthCheckService,
  HealthIndicatorService,
  type HealthCheckResult,
  type HealthIndicatorFunction,
} from '@nestjs/terminus';
import { z } from 'zod';
import { Public } from '../access/public.ts';
import { Answers } from '../http/answers.ts';
import { HealthChecks } from './health-checks.ts';

const checksSchema = z.record(z.string(), z.object({ status: z.string() }));
const liveSchema = z.object({ status: z.literal('ok') });
/** As terminus has it; a service that is not ready answers 503 with the check that failed. */
const readySchema = z.object({
  status: z.string(),
  info: checksSchema,
  error: checksSchema,
  details: checksSchema,
});

@Controller('health')
export class HealthController {
  constructor(
    @Inject(HealthCheckService) private readonly health: HealthCheckService,
    @Inject(HealthIndicatorService) private readonly indicators: HealthIndicatorService,
    @Inject(HealthChecks) private readonly checks: HealthChecks,
  ) {}

  /** Asks nothing: a process that answers is alive, and restarting it would not bring a database back. */
  @Public('probe of the orchestrator')
  @Answers(liveSchema)
  @Get('live')
  live(): { status: string } {
    return { status: 'ok' };
  }

  @Public('probe of the orchestrator')
  @Answers(readySchema)
  @Get('ready')
  async ready(): Promise<HealthCheckResult> {
    if (this.checks.isDraining) throw new ServiceUnavailableException();
    return this.health.check(this.checks.all.map((check) => this.#indicator(check.name, () => check.check())));
  }

  #indicator(name: string, check: () => Promise<void>): HealthIndicatorFunction {
    return async () => {
      const indicator = this.indicators.check(name);
      try {
        await check();
        return indicator.up();
      } catch {
        return indicator.down();
      }
    };
  }
}
