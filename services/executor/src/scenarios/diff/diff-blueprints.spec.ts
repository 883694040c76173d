import type { ScenarioDiff } from '@ebbflow/contracts';
import type { JsonObject, JsonValue } from '@ebbflow/kernel';
import { readVersion } from '../read-version.ts';
import { diffBlueprints } from './diff-blueprints.ts';

const module = (id: number, more: JsonObject = {}, name = 'util:ComposeTransformer'): JsonObject => ({
  id,
  module: name,
  version: 1,
  parameters: {},
  mapper: { value: `text ${String(id)}` },
  metadata: { designer: { x: id * 100, y: 0 } },
  ...more,
});
const router = (id: number, ...routes: JsonObject[]): JsonObject =>
  module(id, { routes, mapper: {} }, 'builtin:BasicRouter');
const route = (...flow: JsonObject[]): JsonObject => ({ flow });
const blueprint = (flow: JsonValue[], more: JsonObject = {}): JsonObject => ({ name: 'A scenario', flow, ...more });

function diff(before: JsonObject, after: JsonObject): ScenarioDiff {
  return diffBlueprints(readVersion(before).blueprint, readVersion(after).blueprint);
}

const NOTHING: ScenarioDiff = { modules: [], routes: [], settings: [], schedule: [], other: [], layout: [] };

describe('the difference between two blueprints', () => {
  it('is nothing between a blueprint and itself, whatever the order of its keys', () => {
    const one = blueprint([module(1), router(2, route(module(3)))]);
    const other = { flow: one['flow'] ?? [], name: one['name'] ?? '' };
    expect(diff(one, other)).toEqual(NOTHING);
  });

  it('names the module that came in between, and none that it pushed along', () => {
    expect(diff(blueprint([module(1), module(3)]), blueprint([module(1), module(2), module(3)]))).toEqual({
      ...NOTHING,
      modules: [
        {
          moduleId: 2,
          module: 'util:ComposeTransformer',
          change: 'added',
          before: null,
          after: '/flow/1',
          fields: [],
        },
      ],
    });
  });

  it('names a module that is gone where it was', () => {
    const { modules } = diff(blueprint([module(1), module(2)]), blueprint([module(1)]));
    expect(modules).toEqual([
      expect.objectContaining({ moduleId: 2, change: 'removed', before: '/flow/1', after: null }),
    ]);
  });

  it('names each field of a module that changed, with both values', () => {
    const after = module(2, { mapper: { value: 'other', more: 1 } });
    expect(diff(blueprint([module(1), module(2)]), blueprint([module(1), after])).modules).toEqual([
      {
        moduleId: 2,
        module: 'util:ComposeTransformer',
        change: 'changed',
        before: '/flow/1',
        after: '/flow/1',
        fields: [
          { pointer: '/mapper/value', before: 'text 2', after: 'other' },
          { pointer: '/mapper/more', after: 1 },
        ],
      },
    ]);
  });

  it('tells a module that was moved into a route from one that was deleted and made again', () => {
    const before = blueprint([module(1), module(4), router(2, route(module(3)))]);
    const after = blueprint([module(1), router(2, route(module(3), module(4)))]);
    expect(diff(before, after).modules).toEqual([
      expect.objectContaining({ moduleId: 4, change: 'moved', before: '/flow/1', after: '/flow/1/routes/0/flow/1' }),
    ]);
  });

  it('names the one module that was moved within its flow', () => {
    const before = blueprint([module(1), module(2), module(3), module(4)]);
    const after = blueprint([module(1), module(3), module(4), module(2)]);
    expect(diff(before, after).modules.map(({ moduleId, change }) => [moduleId, change])).toEqual([[2, 'moved']]);
  });

  it('sees modules in error handlers', () => {
    const before = blueprint([module(1), module(2, { onerror: [module(3)] })]);
    const after = blueprint([module(1), module(2, { onerror: [module(3, { mapper: { value: 'x' } })] })]);
    expect(diff(before, after).modules).toEqual([
      expect.objectContaining({ moduleId: 3, change: 'changed', after: '/flow/1/onerror/0' }),
    ]);
  });

  it('knows routes by what they begin with, and what was set on them', () => {
    const before = blueprint([module(1), router(2, route(module(3)), route(module(4)))]);
    const disabled = { ...route(module(4)), disabled: true };
    const after = blueprint([module(1), router(2, disabled, route(module(3)), route(module(5)))]);
    const { routes, modules } = diff(before, after);
    expect(routes).toEqual([
      expect.objectContaining({
        moduleId: 2,
        change: 'moved',
        before: '/flow/1/routes/1',
        after: '/flow/1/routes/0',
        fields: [{ pointer: '/disabled', after: true }],
      }),
      expect.objectContaining({ moduleId: 2, change: 'added', before: null, after: '/flow/1/routes/2' }),
    ]);
    expect(modules.map(({ moduleId, change }) => [moduleId, change])).toEqual([[5, 'added']]);
  });

  it('tells settings, schedule, layout and the rest apart', () => {
    const before = blueprint([module(1)], { metadata: { version: 1, scenario: { sequential: false } } });
    const moved = module(1, { metadata: { designer: { x: 5, y: 5 } } });
    const after = {
      ...blueprint([moved], { metadata: { version: 1, scenario: { sequential: true } } }),
      name: 'Another name',
      scheduling: { type: 'indefinitely', interval: 900 },
    };
    expect(diff(before, after)).toEqual({
      modules: [],
      routes: [],
      settings: [{ pointer: '/sequential', before: false, after: true }],
      schedule: [{ pointer: '', after: { type: 'indefinitely', interval: 900 } }],
      other: [{ pointer: '/name', before: 'A scenario', after: 'Another name' }],
      layout: [1],
    });
  });
});
