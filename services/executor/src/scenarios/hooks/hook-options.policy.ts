import { deviceEventKindSchema, deviceWatchSchema } from '@ebbflow/contracts';
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
  const watch = watchOf(parameters);
  return {
    headers: isOn('headers'),
    method: isOn('method'),
    passThrough: isOn('stringify', 'passThrough'),
    ...(watch === undefined ? {} : { watch }),
  };
}

/** Which events of which device start the scenario; kinds that are none are left out, and a trigger that names none watches nothing. */
function watchOf({ device, kinds }: JsonObject): HookOptions['watch'] {
  const deviceId = typeof device === 'string' ? device : '';
  const named = [kinds ?? []].flat().filter((kind) => deviceEventKindSchema.safeParse(kind).success);
  const watch = deviceWatchSchema.safeParse({ deviceId, kinds: [...new Set(named)] });
  return deviceId !== '' && watch.success ? watch.data : undefined;
}

function objectAt(value: JsonObject, key: string): JsonObject {
  const found = value[key];
  return typeof found === 'object' && found !== null && !Array.isArray(found) ? found : {};
}

/** Exports write booleans as text in places; `method` may also be "any". */
function isTrue(value: JsonValue | undefined): boolean {
  return value === true || value === 'true' || value === 'any' || value === 'yes';
}
