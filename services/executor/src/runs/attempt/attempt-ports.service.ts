import { type EnginePorts, seededRandom } from '@ebbflow/engine';
import { CLOCK, type Clock } from '@ebbflow/kernel';
import { Logger } from '@ebbflow/observability';
import { ServiceClient } from '@ebbflow/service-host';
import { Inject, Injectable } from '@nestjs/common';
import { MODULE_CATALOGUE } from '../../scenarios/module-catalogue.ts';
import type { RunJournal } from '../journal/run-journal.ts';
import { RunsConfig } from '../runs.config.ts';
import type { AttemptScope } from './attempt-scope.ts';
import { EgressHandle } from './egress-handle.ts';
import { GuardedHttp } from './guarded-http.ts';
import { GuardedSockets } from './guarded-sockets.ts';
import { LeasedConnections } from './leased-connections.ts';
import { PORT_PARTS, type PortPart } from './port-part.ts';
import { RunPause } from './run-pause.ts';
import { WebhookReply } from './webhook-reply.ts';

/** Puts the real world behind the engine's ports, for one attempt. */
@Injectable()
export class AttemptPortsService {
  constructor(
    private readonly config: RunsConfig,
    private readonly egress: EgressHandle,
    private readonly client: ServiceClient,
    private readonly logger: Logger,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(PORT_PARTS) private readonly parts: readonly PortPart[],
  ) {}

  of(scope: AttemptScope, journal: RunJournal): EnginePorts {
    const reply = new WebhookReply(this.client, scope, journal, this.logger);
    const pause = new RunPause(scope, journal, this.clock, this.config.sleepInline.milliseconds);
    const ports: EnginePorts = {
      clock: this.clock,
      random: seededRandom(scope.run.runId),
      journal,
      http: new GuardedHttp(this.egress.egress, scope, journal),
      connections: new LeasedConnections(this.client, scope, this.clock),
      sockets: new GuardedSockets(this.egress.egress, scope, journal),
      findModule: (name, version) => MODULE_CATALOGUE.find(name, version),
      respond: (response) => reply.respond(response),
      sleep: (milliseconds) => pause.sleep(milliseconds),
      startTimer: (milliseconds, elapsed) => {
        const timer = setTimeout(elapsed, milliseconds);
        return () => clearTimeout(timer);
      },
      interruption: scope.interruption,
      signal: scope.signal,
    };
    return Object.assign(ports, ...this.parts.map((part) => part.of(scope, journal))) as EnginePorts;
  }
}
