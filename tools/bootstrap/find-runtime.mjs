import { existsSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Node 24 as npm installed it for this platform, or the Node that runs this if it is new enough. (The platform packages
 * are optional dependencies: on a platform without one, npm skips them silently.)
 */
export function findRuntime(root) {
  const own = join(root, `node_modules/node-${process.platform}-${process.arch}/bin/node`);
  if (existsSync(own)) return own;
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath;
  throw new Error(
    `No Node 24 is bundled for ${process.platform}-${process.arch}; install Node 24 and run the command again (found ${process.versions.node}).`,
  );
}
