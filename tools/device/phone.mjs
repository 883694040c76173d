// A phone in the terminal, for trying an installation by hand:
//   node --conditions=@ebbflow/source --import ./tools/dev/source-loader.mjs tools/device/phone.mjs '<payload of the QR code>'
// Pairs, reports its battery, and does whatever it is told (that is: prints it) until it is stopped; then it unpairs.
import { DeviceClient } from '@ebbflow/testing';

const [payload] = process.argv.slice(2);
if (payload === undefined) {
  console.error("Usage: phone.mjs 'ebbflow://pair?url=…&code=…'  (payload of POST /v1/devices/pairings)");
  process.exit(2);
}
const phone = await DeviceClient.pair(payload, 'Phone in a terminal');
console.log(`Paired as ${phone.deviceId}.`);

let isStopping = false;
process.once('SIGINT', () => {
  isStopping = true;
  console.log('Unpairs at the end of this wait.');
});

const occurredAt = new Date().toISOString();
const event = { id: `battery-${occurredAt.replaceAll(/[^0-9]/g, '')}`, occurredAt };
console.log(await phone.send({ ...event, kind: 'battery', data: { levelPercent: 80, isCharging: false } }));

while (!isStopping) {
  for (const command of await phone.commands(20)) {
    console.log(command.name, JSON.stringify(command.arguments));
    await phone.acknowledge(command.id);
  }
}
await phone.unpair();
