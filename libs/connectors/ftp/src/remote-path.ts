import { ModuleError, readText, type Bundle } from '@ebbflow/connector-sdk';

/** What would end a command and begin another one. */
// eslint-disable-next-line no-control-regex -- control characters are what it looks for
const CONTROL = /[\u0000-\u001f\u007f]/;

/** A path on the server. @throws ModuleError DataError */
export function readPath(fields: Bundle, key: string): string | undefined {
  const path = readText(fields, key);
  if (path !== undefined && CONTROL.test(path)) {
    throw new ModuleError('DataError', `The field "${key}" has a line break or another control character in it.`);
  }
  return path;
}

function requirePath(fields: Bundle, key: string): string {
  const path = readPath(fields, key);
  if (path === undefined) throw new ModuleError('DataError', `The field "${key}" is empty.`);
  return path;
}

/** `folder` and `fileName`, or a whole path in `path`. @throws ModuleError DataError */
export function requireTarget(fields: Bundle): string {
  const path = readPath(fields, 'path');
  if (path !== undefined) return path;
  const name = requirePath(fields, 'fileName');
  const folder = readPath(fields, 'folder');
  return folder === undefined ? name : `${folder.replace(/\/+$/, '')}/${name}`;
}
