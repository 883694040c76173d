import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The service a run calls: answers every request with a small JSON document and counts them. */
let received = 0;
const answer = Buffer.from('{"ok":true}');

const server = createServer((request, response) => {
  request.resume();
  request.on('end', () => {
    received += 1;
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': answer.length });
    response.end(answer);
  });
});
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => {
  process.send?.({ port: (server.address() as AddressInfo).port });
});
process.on('message', () => process.send?.({ received }));
process.on('disconnect', () => process.exit(0));
