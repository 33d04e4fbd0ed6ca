// A tray's life, as a shop's server sees it through the SDK.
import assert from 'node:assert/strict';
import { check, end } from './checks.mjs';
import { newTray, scan, scanInVain, send, testdata } from './sandbox.mjs';

const read = (tray) => send('GetCashtray', { cashtray_id: tray.id });

await check('a ping is answered in clear', async () => {
  assert.deepEqual(await send('GetPing'), { pong: 'ok' });
});

await check('an echo comes back letter by letter', async () => {
  const message = 'たい焼き(小倉)  "&<>\\ \u{1f41f}';
  assert.deepEqual(await send('SendEcho', { message }), { status: 'ok', message });
});

const tray = await check('a payment tray is created', async () => {
  const created = await newTray(-1100, { description: 'たい焼き(小倉)', expires_in: 600 });
  assert.equal(created.amount, -1100);
  assert.equal(created.description, 'たい焼き(小倉)');
  assert.equal(created.canceled_at, null);
  assert.equal(created.account.private_money.id, testdata.private_money_id);
  assert.ok(created.token.endsWith(`/cashtrays/${created.id}`), created.token);
  return created;
});

await check('an unscanned tray has neither attempt nor transaction', async () => {
  const { attempt, transaction, ...rest } = await read(tray);
  assert.deepEqual({ attempt, transaction }, { attempt: null, transaction: null });
  assert.deepEqual(rest, tray);
});

await check('an update changes what is sent and nothing else', async () => {
  const updated = await send('UpdateCashtray', { cashtray_id: tray.id, amount: -1200 });
  assert.deepEqual(updated, { ...tray, amount: -1200 });
  const renamed = await send('UpdateCashtray', { cashtray_id: tray.id, description: '', expires_in: 1200 });
  assert.deepEqual(renamed, { ...updated, description: '', expires_at: renamed.expires_at });
  assert.ok(Date.parse(renamed.expires_at) > Date.parse(tray.expires_at));
});

await check('a cancelled tray says when', async () => {
  const canceled = await send('CancelCashtray', { cashtray_id: tray.id });
  assert.ok(Date.parse(canceled.canceled_at) <= Date.parse(canceled.expires_at));
  const { attempt, transaction, ...rest } = await read(tray);
  assert.deepEqual({ attempt, transaction }, { attempt: null, transaction: null });
  assert.deepEqual(rest, canceled);
});

await check('a scanned payment tray shows attempt and transaction', async () => {
  const paid = await newTray(-500, { description: '鯛焼き二つ' });
  await scan(paid, 'points');
  const { attempt, transaction } = await read(paid);
  assert.deepEqual([attempt.status_code, attempt.error_type, attempt.error_message], [200, '', '']);
  assert.equal(transaction.type, 'payment');
  assert.deepEqual([transaction.amount, transaction.money_amount + transaction.point_amount], [500, 500]);
  assert.equal(transaction.sender.id, attempt.account.user.id);
  assert.equal(transaction.receiver_account.id, paid.account.id);
  assert.equal(transaction.description, '鯛焼き二つ');
});

await check('a scanned top-up tray moves the money the other way', async () => {
  const topup = await newTray(300);
  await scan(topup, 'poor');
  const { attempt, transaction } = await read(topup);
  assert.equal(transaction.type, 'topup');
  assert.equal(transaction.receiver.id, attempt.account.user.id);
  assert.equal(transaction.sender_account.id, topup.account.id);
});

const ENDS = [
  ['poor', -5000, 'account_balance_not_enough', 'The account balance is not enough'],
  ['nearly_full', 5000, 'account_balance_exceeded', 'The account balance exceeded the limit'],
  ['suspended', -100, 'account_suspended', 'The account is suspended'],
  ['without_wallet', -100, 'account_not_found', 'The account is not found'],
];
for (const [customer, amount, type, message] of ENDS) {
  await check(`a scan that ends in ${type} leaves an attempt and no transaction`, async () => {
    const failed = await newTray(amount);
    await scanInVain(failed, customer);
    const { attempt, transaction } = await read(failed);
    assert.equal(transaction, null);
    assert.deepEqual([attempt.status_code, attempt.error_type, attempt.error_message], [422, type, message]);
    assert.equal(attempt.account === null, customer === 'without_wallet');
  });
}

end();
