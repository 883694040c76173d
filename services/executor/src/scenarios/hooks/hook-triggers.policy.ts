import type { CompiledScenario, ScheduleType } from '@ebbflow/blueprint';
import type { ReadVersion } from '../read-version.ts';
import type { HookState, HookTrigger } from './gateway-hooks.ts';
import { hookOptionsOf } from './hook-options.policy.ts';

/** Modules that need a hook at the gateway, and the door through which it takes. */
const HOOK_KINDS: ReadonlyMap<string, HookTrigger['kind']> = new Map([
  ['gateway:CustomWebHook', 'webhook'],
  ['gateway:CustomMailHook', 'mail'],
  ['device:WatchEvents', 'device'],
]);
const RESPONDER = 'gateway:WebhookRespond';

/** The modules that need a hook. Only the first module of a flow can be a trigger, so there is one at most. */
export function hookTriggersOf({ blueprint, compiled: { first } }: ReadVersion): readonly HookTrigger[] {
  const kind = HOOK_KINDS.get(first.name);
  if (kind === undefined) return [];
  const flow = blueprint.document['flow'];
  const module = Array.isArray(flow) ? flow[0] : undefined;
  const isObject = typeof module === 'object' && module !== null && !Array.isArray(module);
  return [{ moduleId: first.id, kind, options: hookOptionsOf(isObject ? module : {}) }];
}

/**
 * How the gateway should treat the hook of this module while this version is the published one. A trigger the version does not have stays
 * closed. What comes in waits for a start of the schedule (the scenario's own, else the version's) unless that says immediately.
 */
export function hookStateOf(
  { first, modules, settings, schedule }: CompiledScenario,
  moduleId: number,
  scheduleType: ScheduleType | null,
): HookState {
  const isScheduled = (scheduleType ?? schedule?.type ?? 'immediately') !== 'immediately';
  return {
    enabled: first.id === moduleId && HOOK_KINDS.has(first.name),
    responds: modules.some(({ name }) => name === RESPONDER),
    confidential: settings.confidential,
    mode: isScheduled ? 'scheduled' : 'instant',
  };
}
