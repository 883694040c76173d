import { noCredentials, noSockets, type WebhookResponse } from '@ebbflow/connector-sdk';
import {
  MemoryDataStores,
  MemorySpill,
  seededRandom,
  type EnginePorts,
  type StepKey,
  type StepOutcome,
} from '@ebbflow/engine';
import type { Clock } from '@ebbflow/kernel';
import { recordedBundles, type Fixtures } from './fixtures/fixture-folder.ts';
import { RecordedHttp } from './fixtures/recorded-http.ts';
import { standIn } from './fixtures/stand-in.ts';
import { MODULE_CATALOGUE } from './module-catalogue.ts';

export interface MemoryPorts {
  readonly ports: EnginePorts;
  readonly http: RecordedHttp;
  readonly responses: readonly WebhookResponse[];
}

/** The engine's ports for one run on a terminal: nothing leaves the process, and a sleep moves the clock instead of waiting. */
export function memoryPorts(runId: string, fixtures: Fixtures, warn: (message: string) => void): MemoryPorts {
  let sleptMs = 0;
  const clock: Clock = { nowMs: () => Date.now() + sleptMs, now: () => new Date(Date.now() + sleptMs) };
  const journal = new Map<StepKey, StepOutcome>();
  const responses: WebhookResponse[] = [];
  const http = new RecordedHttp(fixtures.answers, (method, url) =>
    warn(`No answer is recorded for ${method} ${url}; it was answered with 200 and {}.`),
  );
  const ports: EnginePorts = {
    clock,
    random: seededRandom(runId),
    journal: {
      find: (step) => journal.get(step),
      append: async (step, outcome) => void journal.set(step, outcome),
    },
    http,
    connections: {
      authorise: async (connectionId) => {
        warn(`Connection ${connectionId} is not available offline; its request has no authorisation.`);
        return { headers: [], query: [] };
      },
      credentials: noCredentials,
    },
    sockets: noSockets,
    findModule: (name, version, moduleId) => {
      const bundles = recordedBundles(fixtures, moduleId, name);
      return bundles === undefined ? MODULE_CATALOGUE.find(name, version) : standIn(name, bundles);
    },
    dataStores: new MemoryDataStores(),
    spill: new MemorySpill(),
    respond: async (response) => void responses.push(response),
    sleep: async (milliseconds) => {
      sleptMs += milliseconds;
    },
    startTimer: (milliseconds, elapsed) => {
      const timer = setTimeout(elapsed, milliseconds);
      return () => clearTimeout(timer);
    },
    signal: new AbortController().signal,
  };
  return { ports, http, responses };
}
