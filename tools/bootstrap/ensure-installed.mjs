import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './run.mjs';

/**
 * Installs the dependencies unless this very lockfile is already installed. Install scripts are not run: none of ours
 * is needed, and a script is the one part of an install that could fetch from elsewhere.
 */
export async function ensureInstalled(root) {
  const stamp = join(root, 'node_modules/.ebbflow-installed');
  const wanted = createHash('sha256').update(readFileSync(join(root, 'package-lock.json'))).digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;

  const stop = showProgress('Installing dependencies (once, about a minute)');
  try {
    // npm_execpath is the npm that called us; without it (called by hand) the one on PATH.
    const npm = process.env.npm_execpath;
    const argv = ['ci', '--ignore-scripts', '--no-audit', '--no-fund'];
    if (npm?.endsWith('.js')) await run(process.execPath, [npm, ...argv], { cwd: root, env: process.env });
    else await run('npm', argv, { cwd: root, env: process.env });
  } finally {
    stop();
  }
  writeFileSync(stamp, wanted);
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
