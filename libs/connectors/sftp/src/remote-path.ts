import { ModuleError, readText, type Bundle } from '@ebbflow/connector-sdk';

/** `folder` and `fileName`, or a whole path in `path`. @throws ModuleError DataError */
export function requireTarget(fields: Bundle): string {
  const path = readText(fields, 'path');
  if (path !== undefined) return path;
  const name = readText(fields, 'fileName');
  if (name === undefined) throw new ModuleError('DataError', 'The field "fileName" is empty.');
  const folder = readText(fields, 'folder');
  return folder === undefined ? name : `${folder.replace(/\/+$/, '')}/${name}`;
}
