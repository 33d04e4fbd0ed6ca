// What the envelope's own layer refuses, before any operation is reached.
import assert from 'node:assert/strict';
import { randomBytes, randomUUID } from 'node:crypto';
import { check, end, refused } from './checks.mjs';
import { Client, client, later, request } from './sandbox.mjs';

// A client that differs from the good one in a part of its configuration.
function another(conf) {
  const other = Object.create(Client.prototype);
  return Object.assign(other, client, { conf: { ...client.conf, ...conf } });
}

const echo = () => request('SendEcho', { message: 'hello' });
// The type says what happened; of these errors no document gives every sentence.
async function refusedAs(sending, type) {
  const error = await sending.then(
    () => assert.fail('it was accepted'),
    (thrown) => thrown,
  );
  if (!error.response) throw error;
  assert.equal(error.response.status, 400);
  assert.equal(error.response.data.type, type);
  assert.equal(typeof error.response.data.message, 'string');
}

await check('an unknown client is told so', () =>
  refusedAs(another({ clientId: randomUUID() }).send(echo()), 'partner_client_not_found'),
);
await check('a wrong secret is told so', () => {
  const clientSecret = randomBytes(32).toString('base64url');
  return refusedAs(another({ clientSecret }).send(echo()), 'partner_decryption_failed');
});
await check('a request of an hour ago is told so', () =>
  later(3600, () => refusedAs(client.send(echo()), 'partner_request_expired')),
);
await check('a request of the future is told so', () =>
  later(-3600, () => refusedAs(client.send(echo()), 'partner_request_expired')),
);
await check('a path that is none is a 404 in JSON', async () => {
  const lost = Object.assign(echo(), { path: '/nothing/here' });
  await refused(client.send(lost), 404, { type: 'notfound', message: 'Not found' });
});
await check('the good client is served after all that', async () => {
  const response = await client.send(echo());
  assert.equal(response.object.message, 'hello');
});

end();
