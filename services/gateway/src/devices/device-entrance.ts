import type { IncomingMessage, ServerResponse } from 'node:http';
import { Inject, Injectable } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { deviceTokenOf } from './device-secrets.ts';
import { DeviceBodyTooLargeError, LengthRequiredError, UnknownDeviceError } from './devices.errors.ts';
import { DevicesService } from './devices.service.ts';

/** Of the framework's server: its router, for a request that another listener has received. */
interface Router {
  routing(request: IncomingMessage, response: ServerResponse): void;
}

/** A photo of 5 MiB is 6.7 MiB in base64. */
const MAX_BODY_BYTES = 8_388_608;
const MAX_REDEEM_BYTES = 4_096;
const REDEEM = 'POST /device/v1/pairings/redeem';
/** Method and whole path of everything a device may ask for, anchored: this list is all that the outside can reach of the service’s API. */
const ROUTES = [
  /^POST \/device\/v1\/pairings\/redeem$/,
  /^(?:GET|DELETE) \/device\/v1\/me$/,
  /^POST \/device\/v1\/events$/,
  /^PUT \/device\/v1\/location$/,
  /^GET \/device\/v1\/commands(?:\?wait=\d{1,2})?$/,
  /^POST \/device\/v1\/commands\/dcm_[0-9a-f]{32}\/acknowledgement$/,
];

/** True for what a device may ask for. */
function isDeviceRoute(method: string, url: string): boolean {
  return ROUTES.some((route) => route.test(`${method} ${url}`));
}

/**
 * The devices' way in through the public door: one public address for senders and devices, and the service's routes, schemas and API
 * document for what lies behind. Size and token come before a byte of the body is read; the route's own guard asks for the token again.
 */
@Injectable()
export class DeviceEntrance {
  constructor(
    @Inject(DevicesService) private readonly devices: DevicesService,
    @Inject(HttpAdapterHost) private readonly host: HttpAdapterHost,
  ) {}

  /** False when this is no device's request. @throws ExpectedError for one that is refused */
  async take(request: IncomingMessage, response: ServerResponse, proceed: () => void): Promise<boolean> {
    const method = request.method ?? '';
    const url = request.url ?? '';
    if (!isDeviceRoute(method, url)) return false;
    const isRedeeming = `${method} ${url}` === REDEEM;
    checkLength(request, isRedeeming ? MAX_REDEEM_BYTES : MAX_BODY_BYTES);
    if (!isRedeeming) {
      const token = deviceTokenOf(request.headers.authorization);
      if (token === undefined || (await this.devices.findByToken(token)) === undefined) throw new UnknownDeviceError();
    }
    proceed();
    this.host.httpAdapter.getInstance<Router>().routing(request, response);
    return true;
  }
}

function checkLength({ headers }: IncomingMessage, maxBytes: number): void {
  if (headers['transfer-encoding'] !== undefined) throw new LengthRequiredError();
  if (Number(headers['content-length'] ?? 0) > maxBytes) throw new DeviceBodyTooLargeError(maxBytes);
}
