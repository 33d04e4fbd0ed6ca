// The two ways to the sandbox: the official SDK over mutual TLS, and the control side over plain HTTP.
//
// A scenario is started as `node --import ./local-names.mjs <scenario>.mjs <config.ini> <control URL>`, with
// NODE_EXTRA_CA_CERTS naming the sandbox's authority, which is how an integrator does it too.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import * as sdk from '@pokepay/pokepay-partner-sdk';
import { answerOf, conforms } from './shapes.mjs';

const [configFile, controlUrl] = process.argv.slice(2);

export const { Client } = sdk.default;
export const client = new Client(configFile);
// What config.ini offers to a test: shop_id, customer_id, private_money_id.
export const testdata = Object.fromEntries(
  [...readFileSync(configFile, 'utf8').matchAll(/^(\w+_id) = (\S+)$/gm)].map(([, key, id]) => [key, id]),
);

// The SDK's request of this operation. `beside` goes into the body past the SDK's own checks.
export function request(operation, params = {}, beside = {}) {
  const made = new sdk.default[operation](params);
  Object.assign(made.bodyParams, beside);
  return made;
}

// The operations that were answered so far.
export const answered = new Set();

// Sends a request; the answer is what the SDK declares.
export async function send(operation, params) {
  const response = await client.send(request(operation, params));
  assert.equal(response.code, 200);
  conforms(answerOf(operation), response.object);
  answered.add(operation);
  return response.object;
}

// A tray of the practice shop.
export function newTray(amount, more = {}) {
  const { shop_id, private_money_id } = testdata;
  return send('CreateCashtray', { shop_id, private_money_id, amount, ...more });
}

// Asks the control side.
export async function control(method, path, body, status = 200) {
  const answer = await fetch(new URL(path, controlUrl), { method, body: body && JSON.stringify(body) });
  assert.equal(answer.status, status, `the control side answered ${answer.status} to ${method} ${path}`);
  return answer.json();
}

// A customer scans the tray with the phone, and the money moves.
export function scan(tray, customer) {
  return control('POST', '/scan', { token: tray.token, customer });
}

// A customer scans the tray with the phone, and no money moves.
export function scanInVain(tray, customer) {
  return control('POST', '/scan', { token: tray.token, customer }, 422);
}

// The next answer of this operation is this refusal.
export function refuseNext(operation, type) {
  return control('POST', '/faults', { operation, action: { refuse: { type } } });
}

// Does something while the sandbox's clock is ahead.
export async function later(seconds, act) {
  await control('POST', '/clock', { offset_seconds: seconds });
  try {
    return await act();
  } finally {
    await control('POST', '/clock', { offset_seconds: 0 });
  }
}
