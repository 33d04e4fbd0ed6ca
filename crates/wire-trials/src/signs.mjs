// Reads one line of JSON per order, sends each through Pokepay's own SDK, and prints the bodies that would have left.
//
// The SDK runs as it is, down to the one call that would open a connection: what sends for it is replaced.
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';
import path from 'node:path';

const [folder, config] = process.argv.slice(2);
const require = createRequire(path.resolve(folder, 'package.json'));
const { Client, CreateCashtray } = require('@pokepay/pokepay-partner-sdk');

// The copy that the SDK itself uses.
const axios = createRequire(require.resolve('@pokepay/pokepay-partner-sdk'))('axios');
let left;
(axios.default ?? axios).defaults.adapter = async (request) => {
  left = request.data;
  return { data: { response_data: null }, status: 200, statusText: 'OK', headers: {}, config: request };
};

const client = new Client(config);
let lines = [];
for await (const line of createInterface({ input: process.stdin })) {
  const { private_money_id, shop_id, amount, description, expires_in } = JSON.parse(line);
  await client.send(new CreateCashtray({ private_money_id, shop_id, amount, description, expires_in }));
  lines.push(typeof left === 'string' ? left : JSON.stringify(left));
  left = undefined;
  if (lines.length === 500) {
    await new Promise((done) => process.stdout.write(lines.join('\n') + '\n', done));
    lines = [];
  }
}
process.stdout.write(lines.map((line) => line + '\n').join(''));
