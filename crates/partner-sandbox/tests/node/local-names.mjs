// Names under `.test` are this machine, without asking any network. Loaded before a scenario with `--import`.
//
// The SDK's check of its base URL refuses `localhost` and every IP address, so it is given a name with dots; the
// sandbox's certificate is for that name, and TLS checks it as ever.
import dns from 'node:dns';

const ask = dns.lookup;

dns.lookup = (hostname, options, callback) => {
  const reply = callback ?? options;
  if (!hostname.endsWith('.test')) {
    return callback ? ask(hostname, options, callback) : ask(hostname, reply);
  }
  const everyAddress = typeof options === 'object' && options.all;
  process.nextTick(() =>
    everyAddress ? reply(null, [{ address: '127.0.0.1', family: 4 }]) : reply(null, '127.0.0.1', 4),
  );
};
