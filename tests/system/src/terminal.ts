import { runProgram } from '@ebbflow/cli';

export interface Said {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** The terminal program in this process: what it prints is caught. For tests of many commands, each of which would need seconds to start. */
export async function runInTerminal(
  argv: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<Said> {
  const said = { stdout: '', stderr: '' };
  const before = { exitCode: process.exitCode, env: { ...process.env } };
  const write = { stdout: process.stdout.write, stderr: process.stderr.write };
  for (const stream of ['stdout', 'stderr'] as const) {
    process[stream].write = (chunk: string | Uint8Array) => {
      said[stream] += typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString();
      return true;
    };
  }
  process.exitCode = 0;
  Object.assign(process.env, environment);
  try {
    return { code: await runProgram(['node', 'ebbflow', ...argv]), ...said };
  } finally {
    Object.assign(process.stdout, { write: write.stdout });
    Object.assign(process.stderr, { write: write.stderr });
    for (const name of Object.keys(environment)) {
      const value = before.env[name];
      if (value === undefined) Reflect.deleteProperty(process.env, name);
      else process.env[name] = value;
    }
    process.exitCode = before.exitCode;
  }
}
