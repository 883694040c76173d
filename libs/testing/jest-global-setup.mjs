// Offers the shared Postgres and Kafka of one Jest run, each started when the first test file asks for it and not before:
// a run of unit tests starts nothing. They live in a process of their own, because Jest's main process resolves
// workspace packages to their built form, which need not exist.
import { spawn } from 'node:child_process';
import { createServer } from 'node:http';
import { dirname, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const root = resolve(here, '../..');

export default async function setUp() {
  let keeper;
  const server = createServer((request, response) => {
    keeper ??= startKeeper();
    keeper.ask(request.url.slice(1)).then(
      (answer) => response.end(answer),
      (error) => response.writeHead(500).end(String(error)),
    );
  });
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
  server.unref();
  process.env.EBB_TEST_RESOURCES_URL = `http://127.0.0.1:${server.address().port}`;
  globalThis.ebbflowTestResources = async () => {
    server.closeAllConnections();
    server.close();
    await keeper?.stop();
  };
}

function startKeeper() {
  const child = spawn(
    process.execPath,
    [
      '--conditions=@ebbflow/source',
      '--import',
      resolve(root, 'tools/dev/source-loader.mjs'),
      resolve(here, 'src/resources/keeper.ts'),
    ],
    { cwd: root, stdio: ['pipe', 'pipe', 'inherit'] },
  );
  const waiting = new Map();
  const exited = new Promise((done) => child.once('exit', done));
  createInterface({ input: child.stdout }).on('line', (line) => {
    const [name] = line.split(' ', 1);
    waiting.get(name)?.(line.slice(name.length + 1));
  });
  const asked = new Map();
  return {
    ask(name) {
      if (!asked.has(name)) {
        asked.set(
          name,
          Promise.race([
            new Promise((done) => waiting.set(name, done)),
            exited.then((code) => Promise.reject(new Error(`the keeper of test resources ended with code ${code}`))),
          ]),
        );
        child.stdin.write(`${name}\n`);
      }
      return asked.get(name);
    },
    // The end of its input is the signal to stop, so that it also stops when Jest is killed.
    async stop() {
      child.stdin.end();
      await exited;
    },
  };
}
