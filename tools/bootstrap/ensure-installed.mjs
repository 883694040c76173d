import { statSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './run.mjs';

/**
 * Installs the dependencies unless this very lockfile is already installed. Install scripts are not run: none of ours
 * is needed, and a script is the one part of an install that could fetch from elsewhere.
 */
export async function ensureInstalled(root) {
  if (isInstalled(root)) return;

  const stop = showProgress('Installing dependencies (once, about a minute)');
  try {
    // npm_execpath is the npm that called us; without it (called by hand) the one on PATH.
    const npm = process.env.npm_execpath;
    const argv = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
    if (npm?.endsWith('.js')) await run(process.execPath, [npm, ...argv], { cwd: root, env: process.env });
    else await run('npm', argv, { cwd: root, env: process.env });
  } finally {
    stop();
  }
}

/** npm writes its own record into node_modules as the last act of an install, so an older or missing one means: not this lockfile. */
function isInstalled(root) {
  const lockfile = statSync(join(root, 'package-lock.json'));
  const record = statSync(join(root, 'node_modules/.package-lock.json'), { throwIfNoEntry: false });
  return record !== undefined && record.mtimeMs >= lockfile.mtimeMs;
}

/** A line that counts seconds on a terminal; a single line elsewhere. */
function showProgress(sentence) {
  const started = Date.now();
  if (!process.stderr.isTTY) {
    process.stderr.write(`${sentence} …\n`);
    return () => process.stderr.write(`Installed in ${String(Math.round((Date.now() - started) / 1_000))} s.\n`);
  }
  const draw = () => process.stderr.write(`\r${sentence} … ${String(Math.round((Date.now() - started) / 1_000))} s `);
  draw();
  const timer = setInterval(draw, 1_000);
  return () => {
    clearInterval(timer);
    process.stderr.write(`\r${sentence}: ${String(Math.round((Date.now() - started) / 1_000))} s.   \n`);
  };
}
