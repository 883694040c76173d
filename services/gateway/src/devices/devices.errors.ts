import { ExpectedError } from '@ebbflow/kernel';

/** 401: no token, or one that is none (any more): the device was unpaired. */
export class UnknownDeviceError extends ExpectedError {
  constructor() {
    super('GATEWAY.UNKNOWN_DEVICE', 401, 'This device is not paired (any more); pair it again by a new QR code.');
  }
}

/** 410: the code was used, is too old, or never was one. Which of them is nobody's to know. */
export class PairingGoneError extends ExpectedError {
  constructor() {
    super('GATEWAY.PAIRING_GONE', 410, 'This QR code is used up or too old; let the console show a new one.');
  }
}

/** 403: nothing of the batch was stored. */
export class LocationOffError extends ExpectedError {
  constructor() {
    super(
      'GATEWAY.LOCATION_OFF',
      403,
      'Location is off for this device, so no location is taken; turn it on at the device first (PUT /device/v1/location).',
    );
  }
}

/** 404 to the executor and to people. */
export class DeviceNotFoundError extends ExpectedError {
  constructor(deviceId: string) {
    super(
      'GATEWAY.DEVICE_NOT_FOUND',
      404,
      `This organisation has no device ${deviceId.slice(0, 64)}; it may have been unpaired.`,
    );
  }
}

/** 413, told before the body is read. */
export class DeviceBodyTooLargeError extends ExpectedError {
  constructor(maxBytes: number) {
    super(
      'GATEWAY.BODY_TOO_LARGE',
      413,
      `The body is larger than ${String(maxBytes)} bytes, the most this route takes.`,
      {
        details: { maxBodyBytes: maxBytes },
      },
    );
  }
}

/** 411: how much would come must be said before it comes. */
export class LengthRequiredError extends ExpectedError {
  constructor() {
    super(
      'GATEWAY.LENGTH_REQUIRED',
      411,
      'Say the length of the body (Content-Length); it is not taken in chunks here.',
    );
  }
}

/** 413: the arguments of a command. */
export class CommandTooLargeError extends ExpectedError {
  constructor(maxBytes: number) {
    super('GATEWAY.COMMAND_TOO_LARGE', 413, `The arguments of a command may have ${String(maxBytes)} bytes as JSON.`);
  }
}

/** 429 to the executor: the device does not fetch what it is told. */
export class CommandsFullError extends ExpectedError {
  constructor(limit: number) {
    super(
      'GATEWAY.COMMANDS_FULL',
      429,
      `${String(limit)} commands wait for this device already; it has to come online, or they have to expire.`,
      { details: { limit } },
    );
  }
}
