import { encodeValue, type Bundle, type WebhookResponse } from '@ebbflow/connector-sdk';
import { executeScenario, type ModuleExecution, type Verdict } from '@ebbflow/engine';
import type { JsonValue } from '@ebbflow/kernel';
import { newId } from '@ebbflow/kernel';
import { fillPlaceholders } from './fixtures/fill-placeholders.ts';
import { NO_FIXTURES, readFixtures, recordedBundles, toBundles, type Fixtures } from './fixtures/fixture-folder.ts';
import type { SentRequest } from './fixtures/recorded-http.ts';
import { loadScenario, type LoadedScenario } from './load-scenario.ts';
import { memoryPorts } from './memory-ports.ts';
import { readJson } from '../read-json.ts';

export interface RunOptions {
  readonly input?: string;
  readonly fixtures?: string;
  /** What a placeholder without a fixture does: end the run with an error that names it, or give one empty bundle. */
  readonly placeholders?: 'fail' | 'empty';
  readonly timezone: string;
}

/** What `blueprint run --json` says. */
export interface RunReport {
  readonly file: string;
  readonly name: string;
  readonly verdict: Omit<Verdict, 'modules'>;
  /** In the order in which they finished. */
  readonly modules: readonly ModuleExecution[];
  /** What the sender of the webhook would have been answered. */
  readonly responses: readonly {
    readonly status: number;
    readonly headers: readonly (readonly [string, string])[];
    readonly body: JsonValue;
  }[];
  readonly requests: readonly SentRequest[];
  readonly warnings: readonly string[];
}

/** Reads and runs a blueprint once. @throws BlueprintError, ExpectedError when a file cannot be read */
export async function runFile(file: string, options: RunOptions): Promise<RunReport> {
  const scenario = loadScenario(file);
  const warnings = new Set<string>();
  const recorded = options.fixtures === undefined ? NO_FIXTURES : readFixtures(options.fixtures);
  const fixtures =
    options.placeholders === 'empty'
      ? fillPlaceholders(recorded, scenario.compiled.placeholders, (message) => warnings.add(message))
      : recorded;
  const runId = newId('run');
  const { ports, http, responses } = memoryPorts(runId, fixtures, (message) => warnings.add(message));
  const input = {
    runId,
    startedAtMs: ports.clock.nowMs(),
    timezone: options.timezone,
    triggerBundles: triggerBundles(scenario, options.input, fixtures),
    variables: { scenarioName: scenario.compiled.name },
  };
  const { modules, ...verdict } = await executeScenario(scenario.compiled, input, ports);
  return {
    file,
    name: scenario.compiled.name,
    verdict,
    modules,
    responses: responses.map(readable),
    requests: http.sent,
    warnings: [...warnings],
  };
}

/** The given input, else what is recorded for the first module, else one empty bundle for a trigger we know. */
function triggerBundles(
  { compiled: { first } }: LoadedScenario,
  file: string | undefined,
  fixtures: Fixtures,
): readonly Bundle[] {
  if (file !== undefined) return toBundles(readJson(file));
  return recordedBundles(fixtures, first.id, first.name) ?? (first.isKnown ? [{}] : []);
}

function readable({ status, headers, body }: WebhookResponse): RunReport['responses'][number] {
  const text = Buffer.from(body).toString('utf8');
  return { status, headers, body: Buffer.from(text, 'utf8').equals(body) ? text : encodeValue(body) };
}
