import { type Blueprint, type ModuleNode, walkModules } from '@ebbflow/blueprint';
import { isId } from '@ebbflow/kernel';

/** Where a module names a key of the keychain. */
export interface KeyReference {
  readonly moduleId: number;
  /** Into the blueprint. */
  readonly pointer: string;
  readonly keyId: string;
}

/** Every key that the modules of a flow name in a parameter or a field of their mapper. Modules that are switched off are passed by. */
export function keyReferences({ flow }: Blueprint): readonly KeyReference[] {
  return [...walkModules(flow)].filter(({ isDisabled }) => !isDisabled).flatMap(referencesOf);
}

function referencesOf(module: ModuleNode): readonly KeyReference[] {
  return (['parameters', 'mapper'] as const).flatMap((part) =>
    Object.entries(module[part]).flatMap(([key, value]) =>
      isId('kch', value)
        ? [{ moduleId: module.id, pointer: `${module.pointer}/${part}/${escaped(key)}`, keyId: value }]
        : [],
    ),
  );
}

/** As RFC 6901 wants it. */
function escaped(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}
