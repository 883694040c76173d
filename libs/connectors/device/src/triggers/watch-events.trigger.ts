import { defineModule } from '@ebbflow/connector-sdk';

/**
 * Starts a run with what happened on a paired device. `device` is its id, `kinds` what to watch: call, sms, notification, battery, photo,
 * location, button. Its bundle is made of the event before the run begins.
 */
export const watchEvents = defineModule({
  name: 'device:WatchEvents',
  versions: [1],
  kind: 'trigger',
  label: 'Watch events of a device',
  fields: {
    parameters: ['device', 'kinds'],
    output: ['deviceId', 'deviceName', 'platform', 'eventId', 'kind', 'occurredAt', '…'],
  },
  async run({ mapped }) {
    return { bundles: [mapped] };
  },
});
