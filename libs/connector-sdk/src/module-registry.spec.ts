import { defineConnector, defineModule } from './define-module.ts';
import { createModuleRegistry } from './module-registry.ts';

const module = (name: string, versions: number[]) =>
  defineModule({ name, versions, kind: 'transformer', label: name, run: async () => ({ bundles: [] }) });
const app = (...modules: ReturnType<typeof module>[]) => defineConnector({ app: 'a', label: 'A', modules });

describe('createModuleRegistry', () => {
  it('finds the version that was asked for, or the nearest', () => {
    const [one, four] = [module('a:B', [1]), module('a:B', [4, 5])];
    const registry = createModuleRegistry([app(one, four)]);
    expect([1, 2, 3, 4, 9].map((version) => registry.find('a:B', version))).toEqual([one, one, four, four, four]);
    expect(registry.find('a:C', 1)).toBeUndefined();
  });

  it('refuses two that serve the same version', () => {
    expect(() => createModuleRegistry([app(module('a:B', [1])), app(module('a:B', [1, 2]))])).toThrow(/a:B/);
  });
});
