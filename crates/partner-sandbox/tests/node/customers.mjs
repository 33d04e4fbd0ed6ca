// A partner's server and a customer of its own: a wallet is opened, filled, paid from, and refunded to.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { check, end, refused } from './checks.mjs';
import { client, later, newTray, request, scan, send, testdata } from './sandbox.mjs';

const { shop_id, private_money_id } = testdata;

const account = await check('a customer is created with a wallet', async () => {
  const named = { user_name: '試験 太郎', account_name: '太郎の財布', external_id: 'taro-1' };
  const created = await send('CreateCustomerAccount', { private_money_id, ...named });
  assert.deepEqual([created.name, created.user.name, created.status], ['太郎の財布', '試験 太郎', 'active']);
  assert.equal(created.user.is_merchant, false);
  assert.equal(created.private_money.id, private_money_id);
  return created;
});
const customer_id = account?.user.id;

async function balance() {
  const {
    money_balance,
    point_balance,
    balance: whole,
  } = await send('GetAccount', { account_id: account.id });
  assert.equal(whole, money_balance + point_balance);
  return { money: money_balance, points: point_balance };
}

const scanFor = (tray, more = {}) =>
  client.send(request('CreateTransactionWithCashtray', { cashtray_id: tray.id, customer_id, ...more }));

await check('a new wallet is empty', async () => {
  assert.deepEqual(await balance(), { money: 0, points: 0 });
});

await check('a top-up brings money and points, once per request_id', async () => {
  const topup = { shop_id, customer_id, private_money_id, money_amount: 3000, point_amount: 200 };
  const params = {
    ...topup,
    request_id: randomUUID(),
    description: '初回チャージ',
    metadata: '{"campaign":"夏"}',
  };
  const first = await send('CreateTopupTransaction', params);
  assert.deepEqual([first.type, first.amount, first.description], ['topup', 3200, '初回チャージ']);
  assert.deepEqual([first.receiver.id, first.receiver_account.id], [customer_id, account.id]);
  const again = await send('CreateTopupTransaction', params);
  assert.equal(again.id, first.id);
  assert.deepEqual(await balance(), { money: 3000, points: 200 });
});

const payment = await check('a payment takes points first', async () => {
  const paid = await send('CreatePaymentTransaction', {
    shop_id,
    customer_id,
    private_money_id,
    amount: 700,
  });
  assert.deepEqual(
    [paid.type, paid.amount, paid.money_amount, paid.point_amount],
    ['payment', 700, 500, 200],
  );
  assert.equal(paid.is_modified, false);
  assert.deepEqual(await balance(), { money: 2500, points: 0 });
  return paid;
});

await check('a payment of more than the wallet holds is refused and takes nothing', async () => {
  const params = { shop_id, customer_id, private_money_id, amount: 2501 };
  const error = { type: 'account_balance_not_enough', message: 'The account balance is not enough' };
  await refused(client.send(request('CreatePaymentTransaction', params)), 422, error);
  assert.deepEqual(await balance(), { money: 2500, points: 0 });
});

await check('a tray is scanned for the customer, once per request_id', async () => {
  const tray = await newTray(-400, { description: 'レジ' });
  const params = { cashtray_id: tray.id, customer_id, request_id: randomUUID() };
  const made = await send('CreateTransactionWithCashtray', params);
  assert.deepEqual([made.type, made.amount, made.sender.id], ['payment', 400, customer_id]);
  const again = await send('CreateTransactionWithCashtray', params);
  assert.equal(again.id, made.id);
  const { attempt, transaction } = await send('GetCashtray', { cashtray_id: tray.id });
  assert.deepEqual([transaction.id, attempt.status_code, attempt.account.id], [made.id, 200, account.id]);
  assert.deepEqual(await balance(), { money: 2100, points: 0 });
});

await check('a top-up tray is scanned for the customer', async () => {
  const tray = await newTray(900);
  const made = await send('CreateTransactionWithCashtray', { cashtray_id: tray.id, customer_id });
  assert.deepEqual([made.type, made.receiver.id], ['topup', customer_id]);
  assert.deepEqual(await balance(), { money: 3000, points: 0 });
});

await check('a tray that nobody made is not found', () =>
  refused(scanFor({ id: randomUUID() }), 422, {
    type: 'cashtray_not_found',
    message: 'Cashtray is not found',
  }),
);
await check('a tray that is paid cannot be scanned', async () => {
  const tray = await newTray(-100);
  await scan(tray, 'rich');
  const error = { type: 'cashtray_already_proceed', message: 'Cashtray is already proceed' };
  await refused(scanFor(tray), 422, error);
});
await check('a tray that is cancelled cannot be scanned', async () => {
  const tray = await newTray(-100);
  await send('CancelCashtray', { cashtray_id: tray.id });
  const error = { type: 'cashtray_already_canceled', message: 'Cashtray is already canceled' };
  await refused(scanFor(tray), 422, error);
});
await check('a tray that is expired cannot be scanned', async () => {
  const tray = await newTray(-100, { expires_in: 60 });
  await later(120, () =>
    refused(scanFor(tray), 422, { type: 'cashtray_expired', message: 'Cashtray is expired' }),
  );
});
await check('a scan of more than the wallet holds fails and spends the tray', async () => {
  const tray = await newTray(-3001);
  const error = { type: 'account_balance_not_enough', message: 'The account balance is not enough' };
  await refused(scanFor(tray), 422, error);
  const { attempt, transaction } = await send('GetCashtray', { cashtray_id: tray.id });
  assert.deepEqual([attempt.error_type, transaction], [error.type, null]);
});
await check('a customer nobody knows has no wallet to scan with', async () => {
  const error = { type: 'customer_account_not_found', message: 'The customer account is not found' };
  await refused(scanFor(await newTray(-100), { customer_id: randomUUID() }), 422, error);
});

await check('a refund brings money and points back, once', async () => {
  const refund = { transaction_id: payment.id, description: '返品' };
  assert.equal((await send('RefundTransaction', refund)).is_modified, true);
  assert.deepEqual(await balance(), { money: 3500, points: 200 });
  const error = { type: 'transaction_already_refunded', message: 'Transaction already refunded.' };
  await refused(client.send(request('RefundTransaction', refund)), 422, error);
  assert.deepEqual(await balance(), { money: 3500, points: 200 });
  assert.equal((await send('GetTransaction', { transaction_id: payment.id })).is_modified, true);
});

await check('the list has every transaction of the customer, the newest first', async () => {
  const { rows, count, pagination } = await send('ListTransactions', { customer_id });
  const kinds = rows.map(({ type, amount }) => [type, amount]);
  assert.deepEqual(kinds, [
    ['topup', 900],
    ['payment', 400],
    ['payment', 700],
    ['topup', 3200],
  ]);
  assert.equal(count, 4);
  assert.deepEqual([pagination.current, pagination.has_prev, pagination.has_next], [1, false, false]);
});
await check('the list can be turned page by page', async () => {
  const pages = [];
  for (let page = 1; page <= 4; page += 1) {
    pages.push(await send('ListTransactions', { customer_id, page, per_page: 1 }));
  }
  assert.equal(new Set(pages.map(({ rows }) => rows[0].id)).size, 4);
  assert.deepEqual(
    pages.map(({ pagination }) => pagination.has_next),
    [true, true, true, false],
  );
  assert.ok(pages.every(({ count, pagination }) => count === 4 && pagination.max_page === 4));
});
await check('the list can be narrowed', async () => {
  const count = async (filter) => (await send('ListTransactions', { customer_id, ...filter })).count;
  assert.equal(await count({ types: ['payment'] }), 2);
  assert.equal(await count({ is_modified: true }), 1);
  assert.equal(await count({ description: 'レジ' }), 1);
  assert.equal(await count({ private_money_id: randomUUID() }), 0);
});
await check("the customer's own list has what the customer sent", async () => {
  const { rows } = await send('ListCustomerTransactions', {
    private_money_id,
    sender_customer_id: customer_id,
  });
  assert.deepEqual(
    rows.map(({ amount }) => amount),
    [400, 700],
  );
});
await check('the wallet is found by its external id', async () => {
  const { rows } = await send('GetCustomerAccounts', { private_money_id, external_id: 'taro-1' });
  assert.deepEqual(
    rows.map(({ id }) => id),
    [account.id],
  );
});

end();
