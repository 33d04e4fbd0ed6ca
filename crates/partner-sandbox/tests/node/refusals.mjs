// Every error that Pokepay documents for the four Cashtray operations, as the SDK hands it to its caller.
import { randomUUID } from 'node:crypto';
import { check, end, refused } from './checks.mjs';
import {
  client,
  control,
  later,
  newTray,
  refuseNext,
  request,
  scan,
  scanInVain,
  send,
  testdata,
} from './sandbox.mjs';

const { shop_id, private_money_id } = testdata;
const NOT_FOUND = { type: 'notfound', message: 'Not found' };
const ADMIN = { type: 'unpermitted_admin_user', message: 'Admin does not have permission' };
const NO_ACCOUNT = { type: 'account_not_found', message: 'The account is not found' };
const NO_SHOP_USER = { type: 'shop_user_not_found', message: 'The shop user is not found' };

// The states of a tray that end it, how one comes there, and what is said of it then.
const SPENT = { type: 'cashtray_already_proceed', message: 'Cashtray is already proceed' };
const CANCELED = { type: 'cashtray_already_canceled', message: 'Cashtray is already canceled' };
const EXPIRED = { type: 'cashtray_expired', message: 'Cashtray is expired' };

const create = (params, beside) =>
  client.send(request('CreateCashtray', { shop_id, private_money_id, amount: -100, ...params }, beside));
const ofTray = {
  GetCashtray: (cashtray_id, beside) => client.send(request('GetCashtray', { cashtray_id }, beside)),
  UpdateCashtray: (cashtray_id, beside) =>
    client.send(request('UpdateCashtray', { cashtray_id, ...(beside ? {} : { amount: -200 }) }, beside)),
  CancelCashtray: (cashtray_id, beside) => client.send(request('CancelCashtray', { cashtray_id }, beside)),
};
const invalid = (lists) => ({ type: 'invalid_parameters', message: 'Invalid parameters', errors: lists });

await check('CreateCashtray refuses an unknown shop', () =>
  refused(create({ shop_id: randomUUID() }), 422, NO_SHOP_USER),
);
await check('CreateCashtray refuses an unknown money', () =>
  refused(create({ private_money_id: randomUUID() }), 422, NO_ACCOUNT),
);
await check('CreateCashtray refuses a shop without a wallet of the money', async () => {
  const { rows } = await send('ListShops', {});
  const without = rows.find((shop) => shop.id !== shop_id);
  await refused(create({ shop_id: without.id }), 422, NO_ACCOUNT);
});
await check('CreateCashtray without permission is refused', async () => {
  await refuseNext('CreateCashtray', ADMIN.type);
  await refused(create(), 403, ADMIN);
});

for (const [operation, ask] of Object.entries(ofTray)) {
  await check(`${operation} of an unknown tray is not found`, () =>
    refused(ask(randomUUID()), 404, NOT_FOUND),
  );
  await check(`${operation} of what is no id is not found`, () => refused(ask('latest'), 404, NOT_FOUND));
  await check(`${operation} without permission is refused`, async () => {
    const tray = await newTray(-100);
    await refuseNext(operation, ADMIN.type);
    await refused(ask(tray.id), 403, ADMIN);
  });
  await check(`${operation} of a shop that is gone is refused`, async () => {
    const tray = await newTray(-100);
    await refuseNext(operation, NO_SHOP_USER.type);
    await refused(ask(tray.id), 422, NO_SHOP_USER);
  });
  await check(`${operation} refuses a parameter it does not know`, async () => {
    const tray = await newTray(-100);
    await refused(ask(tray.id, { colour: 'red' }), 400, invalid({ unpermitted: ['colour'] }));
  });
}

for (const operation of ['UpdateCashtray', 'CancelCashtray']) {
  const ask = ofTray[operation];
  await check(`${operation} of a paid tray is refused`, async () => {
    const tray = await newTray(-100);
    await scan(tray, 'rich');
    await refused(ask(tray.id), 422, SPENT);
  });
  await check(`${operation} of a tray with a failed scan is refused`, async () => {
    const tray = await newTray(-50000);
    await scanInVain(tray, 'poor');
    await refused(ask(tray.id), 422, SPENT);
  });
  await check(`${operation} of a cancelled tray is refused`, async () => {
    const tray = await newTray(-100);
    await send('CancelCashtray', { cashtray_id: tray.id });
    await refused(ask(tray.id), 422, CANCELED);
  });
  await check(`${operation} of an expired tray is refused`, async () => {
    const tray = await newTray(-100, { expires_in: 60 });
    // Within the window of a request's timestamp: the SDK goes by this machine's clock.
    await later(120, () => refused(ask(tray.id), 422, EXPIRED));
  });
}

const WRONG = {
  private_money_id: ['no-uuid', 7, null],
  shop_id: ['no-uuid', ''],
  amount: ['100', 0, null, true, [100]],
  description: ['あ'.repeat(201), 7],
  expires_in: [0, -1, 1.5, '60'],
};
for (const [name, values] of Object.entries(WRONG)) {
  for (const value of values) {
    const shown = JSON.stringify(value).slice(0, 12);
    await check(`CreateCashtray refuses ${name} = ${shown}`, () =>
      refused(create({}, { [name]: value }), 400, invalid({ invalid: [name] })),
    );
  }
}
for (const name of ['amount', 'description', 'expires_in']) {
  const value = WRONG[name][0];
  await check(`UpdateCashtray refuses ${name} = ${JSON.stringify(value).slice(0, 12)}`, async () => {
    const tray = await newTray(-100);
    await refused(ofTray.UpdateCashtray(tray.id, { [name]: value }), 400, invalid({ invalid: [name] }));
  });
}
for (const name of ['private_money_id', 'shop_id', 'amount']) {
  await check(`CreateCashtray misses ${name}`, () => {
    const incomplete = request('CreateCashtray', { shop_id, private_money_id, amount: -100 });
    delete incomplete.bodyParams[name];
    return refused(client.send(incomplete), 400, invalid({ missing: [name] }));
  });
}
await check('what is missing, invalid and unpermitted is said at once', () => {
  const wrong = request('CreateCashtray', { shop_id, private_money_id, amount: 'many' }, { colour: 'red' });
  delete wrong.bodyParams.shop_id;
  const lists = { missing: ['shop_id'], invalid: ['amount'], unpermitted: ['colour'] };
  return refused(client.send(wrong), 400, invalid(lists));
});

await check('a refused request changes nothing', async () => {
  const tray = await newTray(-100, { description: 'そのまま' });
  const before = await control('GET', '/ledger');
  await refused(
    ofTray.UpdateCashtray(tray.id, { amount: 'many', description: '別' }),
    400,
    invalid({ invalid: ['amount'] }),
  );
  await refused(create({}, { amount: 0 }), 400, invalid({ invalid: ['amount'] }));
  const after = await control('GET', '/ledger');
  for (const book of [before, after]) delete book.now;
  if (JSON.stringify(before) !== JSON.stringify(after)) throw new Error('the ledger is another one');
});

await check('while the service is away the SDK sees 503', async () => {
  await control('POST', '/faults', {
    operation: 'GetCashtray',
    action: { status: { status: 503, body: 'json' } },
  });
  const error = await ofTray.GetCashtray(randomUUID()).catch((thrown) => thrown);
  if (error.response?.status !== 503) throw error;
});

end();
