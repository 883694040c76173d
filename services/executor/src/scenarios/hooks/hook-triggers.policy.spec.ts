import type { ScheduleType } from '@ebbflow/blueprint';
import type { JsonObject } from '@ebbflow/kernel';
import { readVersion } from '../read-version.ts';
import type { HookState } from './gateway-hooks.ts';
import { hookStateOf, hookTriggersOf } from './hook-triggers.policy.ts';

const module = (id: number, name: string): JsonObject => ({ id, module: name, version: 1, parameters: {}, mapper: {} });
const blueprint = (first: string, more: JsonObject = {}): JsonObject => ({
  name: 'x',
  flow: [module(1, first)],
  ...more,
});
const state = (document: JsonObject, moduleId = 1, set: ScheduleType | null = null): HookState =>
  hookStateOf(readVersion(document).compiled, moduleId, set);

describe('the hook of a scenario', () => {
  it.each([
    ['gateway:CustomWebHook', ['webhook']],
    ['gateway:CustomMailHook', ['mail']],
    ['util:ComposeTransformer', []],
  ])('that begins with %s: %j', (name, kinds) => {
    expect(hookTriggersOf(readVersion(blueprint(name))).map(({ kind }) => kind)).toEqual(kinds);
  });

  it('is closed for a trigger the version does not have', () => {
    expect(state(blueprint('gateway:CustomWebHook')).enabled).toBe(true);
    expect(state(blueprint('gateway:CustomWebHook'), 2).enabled).toBe(false);
    expect(state(blueprint('util:ComposeTransformer')).enabled).toBe(false);
  });

  it.each([
    [undefined, 'instant'],
    [{ type: 'immediately' }, 'instant'],
    [{ type: 'indefinitely', interval: 900 }, 'scheduled'],
    [{ type: 'on-demand' }, 'scheduled'],
  ])('with the schedule %j takes in mode %s', (scheduling, mode) => {
    const more: JsonObject = scheduling === undefined ? {} : { scheduling };
    expect(state(blueprint('gateway:CustomWebHook', more)).mode).toBe(mode);
  });

  it('follows the schedule of the scenario rather than that of the version', () => {
    const scheduling = { scheduling: { type: 'indefinitely', interval: 900 } };
    expect(state(blueprint('gateway:CustomWebHook', scheduling), 1, 'immediately').mode).toBe('instant');
    expect(state(blueprint('gateway:CustomWebHook'), 1, 'daily').mode).toBe('scheduled');
  });

  it('knows whether somebody answers and whether all is confidential', () => {
    const flow = [module(1, 'gateway:CustomWebHook'), module(2, 'gateway:WebhookRespond')];
    const metadata = { version: 1, scenario: { confidential: true } };
    expect(state({ name: 'x', flow, metadata })).toMatchObject({ responds: true, confidential: true });
    expect(state(blueprint('gateway:CustomWebHook'))).toMatchObject({ responds: false, confidential: false });
  });
});
