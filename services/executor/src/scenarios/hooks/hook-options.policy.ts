import type { JsonObject, JsonValue } from '@ebbflow/kernel';
import type { HookOptions } from './gateway-hooks.ts';

/**
 * How the webhook wants its requests turned into bundles. An export carries this beside the module (Make keeps it with the
 * hook itself), in `metadata.restore.parameters.hook.data` or, in hand-written files, in the parameters; what is not
 * there is off, as it is for a new hook.
 */
export function hookOptionsOf(module: JsonObject): HookOptions {
  const parameters = objectAt(module, 'parameters');
  const data = objectAt(
    objectAt(objectAt(objectAt(objectAt(module, 'metadata'), 'restore'), 'parameters'), 'hook'),
    'data',
  );
  const isOn = (...keys: readonly string[]): boolean =>
    keys.some((key) => isTrue(data[key]) || isTrue(parameters[key]));
  return { headers: isOn('headers'), method: isOn('method'), passThrough: isOn('stringify', 'passThrough') };
}

function objectAt(value: JsonObject, key: string): JsonObject {
  const found = value[key];
  return typeof found === 'object' && found !== null && !Array.isArray(found) ? found : {};
}

/** Exports write booleans as text in places; `method` may also be "any". */
function isTrue(value: JsonValue | undefined): boolean {
  return value === true || value === 'true' || value === 'any' || value === 'yes';
}
