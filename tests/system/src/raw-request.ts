import { connect } from 'node:net';

/** Lines as they are, on a connection of their own, for what no client would send. @returns all that came back until it was closed */
export function rawRequest(url: string, lines: readonly string[]): Promise<string> {
  const { hostname, port } = new URL(url);
  return new Promise((done, failed) => {
    let answer = '';
    const socket = connect(Number(port), hostname, () => socket.write(lines.join('\r\n')));
    socket.setTimeout(10_000, () => socket.destroy(new Error(`No end of the answer to ${lines[0] ?? ''}`)));
    socket.on('data', (chunk: Buffer) => (answer += chunk.toString('latin1')));
    socket.on('error', failed);
    socket.on('close', () => {
      done(answer);
    });
  });
}

/** The status of each answer that came back on one connection. */
export function statusesOf(answers: string): number[] {
  return [...answers.matchAll(/^HTTP\/1\.1 (\d+)/gm)].map(([, code]) => Number(code));
}
