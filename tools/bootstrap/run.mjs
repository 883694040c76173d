import { spawn } from 'node:child_process';

/** Runs a program to its end. Rejects with a sentence and the last lines of its output when it fails. */
export function run(program, argv, { cwd, env, stdout = 'quiet' }) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, argv, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let tail = '';
    const keep = (chunk) => {
      tail = `${tail}${chunk}`.slice(-4_000);
      if (stdout === 'stderr') process.stderr.write(chunk);
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', (error) => reject(new Error(`${program} could not be started: ${error.message}`)));
    child.on('exit', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`${program} ${argv.join(' ')} ended with ${String(code)}.\n${tail.trim()}`));
    });
  });
}
