import type { CompiledModule } from '@ebbflow/blueprint';
import { ModuleError, type Bundle } from '@ebbflow/connector-sdk';
import type { Run } from '../run.ts';
import { BUILTIN_STEPS } from '../steps/find-step.ts';
import { moduleStep } from '../steps/module.step.ts';
import { passOn } from '../walk.ts';
import { resumePlace } from './resume-place.ts';

/** How the cycles of a scenario come about. */
export interface Beginning {
  /** The most there can be. */
  readonly cycles: number;
  /** Answers whether another cycle may follow. */
  runCycle(cycle: number): Promise<boolean>;
}

const PLACEHOLDER = 'placeholder:Placeholder';

/** Modules of the format itself that start a run and are given their bundles. */
const ENGINE_TRIGGERS = new Set(['scenario-service:StartSubscenario', 'builtin:BasicScheduler']);

/**
 * - Resumed: one cycle, from the module that failed.
 * - Instant trigger, or a placeholder for one that somebody has bundles for: a cycle for each event.
 * - Polling trigger: at most `roundtrips` cycles, each with a read of its own; the first read that finds nothing is the last.
 * - Anything else: exactly `roundtrips` cycles.
 */
export function beginningOf(run: Run): Beginning {
  const { input, scenario } = run;
  const first = firstEnabled(scenario.first);
  const roundtrips = Math.max(1, scenario.settings.roundtrips);
  if (input.resume !== undefined) return { cycles: 1, runCycle: () => resume(run) };
  if (first === undefined) return { cycles: 1, runCycle: async () => false };
  const kind = kindOf(first, run);
  if (kind === 'instant') {
    const events = input.events ?? [input.triggerBundles];
    return { cycles: events.length, runCycle: (cycle) => giveEvent(first, events[cycle - 1] ?? [], run) };
  }
  if (kind === 'polling') return { cycles: roundtrips, runCycle: () => poll(first, run) };
  return {
    cycles: roundtrips,
    runCycle: async () => {
      await run.walker.walkFrom(first, undefined, run);
      return true;
    },
  };
}

function kindOf(first: CompiledModule, run: Run): 'instant' | 'polling' | 'none' {
  if (ENGINE_TRIGGERS.has(first.name)) return 'instant';
  const definition = run.ports.findModule(first.name, first.version, first.id);
  if (definition?.kind === 'trigger') return 'instant';
  if (definition?.kind === 'polling-trigger') return 'polling';
  // What the engine runs itself has no definition either, and is no place that somebody has bundles for.
  const isPlaceholder = definition === undefined && (!BUILTIN_STEPS.has(first.name) || first.name === PLACEHOLDER);
  return isPlaceholder && run.input.triggerBundles.length > 0 ? 'instant' : 'none';
}

function firstEnabled(module: CompiledModule | undefined): CompiledModule | undefined {
  let at = module;
  while (at?.isDisabled === true) at = at.next;
  return at;
}

/** One operation, whatever it brought; a webhook's bundles were parsed before the run began. */
async function giveEvent(first: CompiledModule, bundles: readonly Bundle[], run: Run): Promise<boolean> {
  run.recordComputed(first, run.nextExecution(first), bundles);
  await passOn(first, bundles, undefined, run);
  return true;
}

async function poll(first: CompiledModule, run: Run): Promise<boolean> {
  await run.beforeStep(first);
  const read = await moduleStep(first, undefined, run);
  const { autoCommit, autoCommitTriggerLast } = run.scenario.settings;
  if (autoCommit && !autoCommitTriggerLast) run.keptCursor = { value: run.cursor };
  if (read !== undefined) await passOn(first, read, undefined, run);
  return read !== undefined && read.length > 0;
}

async function resume(run: Run): Promise<boolean> {
  const place = resumePlace(run);
  if (place === undefined) {
    const message = 'The module at which the flow is to be taken up is no longer in the scenario.';
    throw run.halt(run.scenario.first, new ModuleError('InvalidConfigurationError', message));
  }
  await run.walker.walkPastFilter(place.module, place.frame, run);
  return false;
}
