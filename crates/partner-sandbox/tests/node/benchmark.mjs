// The official SDK's side of `cargo xtask bench`: asks for one tray again and again, and prints what that took.
//
// Use: node --import ./local-names.mjs benchmark.mjs <config.ini> <tray> <warm-up> <count> <gap in ms> <keep|new>
import { readFileSync } from 'node:fs';
import { Agent } from 'node:https';
import { setTimeout as wait } from 'node:timers/promises';
import sdk from '@pokepay/pokepay-partner-sdk';

const [configFile, cashtray_id, ...rest] = process.argv.slice(2);
const [warmUp, count, gapMs] = rest.map(Number);
const client = new sdk.Client(configFile);
if (rest[3] === 'keep') {
  // The SDK's own agent makes a connection for every request; this is the one option that keeps it.
  const { sslCertFile, sslKeyFile, connectTimeout } = client.conf;
  client.httpsAgent = new Agent({
    cert: readFileSync(sslCertFile),
    key: readFileSync(sslKeyFile),
    timeout: connectTimeout * 1000,
    keepAlive: true,
  });
}

async function ask(times) {
  const latencies = [];
  for (let index = 0; index < times; index += 1) {
    if (gapMs > 0) await wait(gapMs);
    const started = process.hrtime.bigint();
    const { object } = await client.send(new sdk.GetCashtray({ cashtray_id }));
    latencies.push(Number(process.hrtime.bigint() - started) / 1e6);
    if (object.id !== cashtray_id) throw new Error(`asked for ${cashtray_id} and got ${object.id}`);
  }
  return latencies;
}

await ask(warmUp);
const cpuBefore = process.cpuUsage();
const started = process.hrtime.bigint();
const latencies_ms = await ask(count);
const wall_ms = Number(process.hrtime.bigint() - started) / 1e6;
const { user, system } = process.cpuUsage(cpuBefore);
process.stdout.write(`${JSON.stringify({ latencies_ms, wall_ms, cpu_ms: (user + system) / 1e3 })}\n`);
client.httpsAgent.destroy();
