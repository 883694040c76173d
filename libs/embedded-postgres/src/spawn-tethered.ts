import { spawn, type ChildProcess } from 'node:child_process';

/**
 * Ends the program when our process is gone, however it went: descriptor 3 is a pipe that only we hold open, and its end
 * is the signal, also after kill -9. Node has no way to ask the kernel for that (prctl).
 */
const KEEPER = `
signal=$1; shift
"$@" 3<&- &
server=$!
( read -r _ <&3; kill -"$signal" "$server" ) 2>/dev/null &
keeper=$!
exec 3<&-
wait "$server"
code=$?
kill "$keeper" 2>/dev/null
exit "$code"
`;

export interface TetheredOptions {
  /** What ends it in an orderly way. */
  readonly signal: 'INT' | 'TERM';
  readonly cwd?: string;
  readonly env: NodeJS.ProcessEnv;
  readonly uid?: number;
  readonly gid?: number;
  /** Gets what it prints on stderr, line by line. */
  readonly onLine: (line: string) => void;
}

export interface Tethered {
  /** Resolves when it has ended, whatever the reason, also when it never began. */
  readonly ended: Promise<void>;
  readonly hasEnded: boolean;
  /** Asks it to end and waits until it has. */
  stop(): Promise<void>;
}

/**
 * Runs a server beside us that cannot outlive us. It gets a session of its own, because Ctrl-C reaches the whole
 * foreground group and must not stop it before those who use it have finished.
 */
export function spawnTethered(program: string, args: readonly string[], options: TetheredOptions): Tethered {
  const { signal, onLine, ...process } = options;
  const child = spawn('/bin/sh', ['-c', KEEPER, 'ebbflow-keeper', signal, program, ...args], {
    ...process,
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
  });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    for (const line of text.split('\n')) if (line !== '') onLine(line);
  });
  let hasEnded = false;
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => {
      resolve();
    });
    child.once('error', (error) => {
      onLine(error.message);
      resolve();
    });
  }).then(() => {
    hasEnded = true;
  });
  return {
    ended,
    get hasEnded() {
      return hasEnded;
    },
    async stop() {
      letGo(child);
      await ended;
    },
  };
}

function letGo(child: ChildProcess): void {
  const pipe = child.stdio[3];
  if (pipe && 'destroy' in pipe) pipe.destroy();
}
