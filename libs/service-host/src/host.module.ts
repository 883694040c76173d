import { SETTINGS, type Settings } from '@ebbflow/config';
import type { ServiceName } from '@ebbflow/contracts';
import { CLOCK, type Clock } from '@ebbflow/kernel';
import { TRANSPORT, type Transport } from '@ebbflow/messaging';
import { Logger } from '@ebbflow/observability';
import { Global, Module, type DynamicModule } from '@nestjs/common';
import { APP_FILTER, APP_GUARD } from '@nestjs/core';
import { TerminusModule } from '@nestjs/terminus';
import { AccessGuard } from './access/access-guard.ts';
import { ServiceClient } from './client/service-client.ts';
import { ServiceUrlsConfig } from './client/service-urls.config.ts';
import { Admission } from './health/admission.ts';
import { ServiceEvidenceController } from './evidence/service-evidence.controller.ts';
import { ServiceEvidence } from './evidence/service-evidence.ts';
import { HealthChecks } from './health/health-checks.ts';
import { HealthController } from './health/health.controller.ts';
import { SERVICE_NAME } from './host-tokens.ts';
import { ProblemFilter } from './http/problem-filter.ts';
import { OpenApiController } from './openapi/openapi.controller.ts';
import { provideConfig } from './provide-config.ts';
import { ServiceKeysConfig } from './tokens/service-keys.config.ts';
import { ServiceTokens } from './tokens/service-tokens.ts';

export interface HostParts {
  readonly name: ServiceName;
  readonly settings: Settings;
  readonly clock: Clock;
  readonly transport: Transport;
  readonly logger: Logger;
}

/** What every service has without asking: settings, clock, transport, logger, client, guard, error answers, health. */
@Global()
@Module({})
export class HostModule {
  static forService(parts: HostParts): DynamicModule {
    const shared = [
      { provide: SETTINGS, useValue: parts.settings },
      { provide: CLOCK, useValue: parts.clock },
      { provide: TRANSPORT, useValue: parts.transport },
      { provide: SERVICE_NAME, useValue: parts.name },
      { provide: Logger, useValue: parts.logger },
      provideConfig(ServiceUrlsConfig),
      ServiceTokens,
      ServiceClient,
      HealthChecks,
      Admission,
    ];
    return {
      module: HostModule,
      imports: [TerminusModule.forRoot({ logger: false })],
      controllers: [HealthController, OpenApiController, ServiceEvidenceController],
      providers: [
        ...shared,
        provideConfig(ServiceKeysConfig),
        ServiceEvidence,
        { provide: APP_GUARD, useClass: AccessGuard },
        { provide: APP_FILTER, useClass: ProblemFilter },
      ],
      exports: shared,
    };
  }
}
