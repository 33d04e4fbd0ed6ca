// All 43 operations, each sent by the SDK and answered as the SDK declares.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { check, end } from './checks.mjs';
import { answered, control, later, newTray, send, testdata } from './sandbox.mjs';

const { shop_id, private_money_id } = testdata;
const people = await control('GET', '/customers');
const [rich, poor] = ['rich', 'poor'].map((key) => people.find((person) => person.key === key));
const trade = { shop_id, private_money_id, customer_id: rich.user_id };

await check('the system', async () => {
  await send('GetPing');
  await send('SendEcho', { message: 'hello' });
  assert.equal((await send('GetUser')).is_active, true);
});

await check('cashtrays', async () => {
  const [taken, scanned] = [await newTray(-100), await newTray(-100)];
  await send('UpdateCashtray', { cashtray_id: taken.id, amount: -200 });
  await send('CancelCashtray', { cashtray_id: taken.id });
  await send('CreateTransactionWithCashtray', { cashtray_id: scanned.id, customer_id: rich.user_id });
  assert.equal((await send('GetCashtray', { cashtray_id: scanned.id })).transaction.amount, 100);
});

await check('transactions', async () => {
  await send('CreateTransaction', { ...trade, money_amount: 100, point_amount: 10 });
  await send('CreateTopupTransaction', { ...trade, money_amount: 100 });
  const { id } = await send('CreatePaymentTransaction', { ...trade, amount: 110 });
  await send('CreateTransferTransaction', {
    sender_id: rich.user_id,
    receiver_id: poor.user_id,
    private_money_id,
    amount: 100,
  });
  assert.equal((await send('GetTransaction', { transaction_id: id })).transfers.length > 0, true);
  await send('RefundTransaction', { transaction_id: id });
  assert.ok((await send('ListTransactions', {})).rows.some((row) => row.id === id));
  assert.ok((await send('ListTransfers', {})).rows.some((row) => row.transaction_id === id));
  const listed = await send('ListCustomerTransactions', { private_money_id });
  assert.ok(listed.rows.some((row) => row.id === id));
});

await check('an exchange between two moneys', async () => {
  const { rows } = await send('GetPrivateMoneys', {});
  const other = rows.find((money) => money.id !== private_money_id);
  await send('CreateExchangeTransaction', {
    user_id: rich.user_id,
    sender_private_money_id: other.id,
    receiver_private_money_id: private_money_id,
    amount: 100,
  });
});

await check('a bulk job goes to its end', async () => {
  const head = 'type,sender_id,receiver_id,private_money_id,money_amount,point_amount';
  const content = `${head}\ntopup,${shop_id},${poor.user_id},${private_money_id},70,7\n`;
  const job = await send('BulkCreateTransaction', { name: '夏', content, request_id: randomUUID() });
  const ended = await later(60, () => send('GetBulkTransaction', { bulk_transaction_id: job.id }));
  assert.deepEqual([ended.status, ended.error, ended.error_lineno], ['done', null, null]);
});

await check('bills', async () => {
  const { id, token } = await send('CreateBill', { shop_id, private_money_id, amount: 500 });
  assert.ok(token.endsWith(`/bills/${id}`));
  assert.equal((await send('UpdateBill', { bill_id: id, is_disabled: true })).is_disabled, true);
  // Documented: what is switched off is listed only for who asks for it.
  assert.equal((await send('ListBills', { bill_id: id })).count, 0);
  assert.equal((await send('ListBills', { bill_id: id, is_disabled: true })).rows[0].id, id);
});

await check('checks', async () => {
  const { rows } = await send('GetShopAccounts', { private_money_id });
  const account_id = rows.find((account) => account.user.id === shop_id).id;
  const made = await send('CreateCheck', {
    account_id,
    money_amount: 100,
    point_amount: 10,
    is_onetime: true,
  });
  assert.ok(made.token.endsWith(`/checks/${made.id}`));
  const params = { check_id: made.id, customer_id: poor.user_id };
  assert.equal((await send('CreateTopupTransactionWithCheck', params)).amount, 110);
});

await check('customers and their wallets', async () => {
  const { id: account_id, user } = await send('CreateCustomerAccount', {
    private_money_id,
    user_name: '試験',
  });
  const changed = await send('UpdateCustomerAccount', { account_id, account_name: '改名' });
  assert.equal(changed.name, '改名');
  const topup = { shop_id, private_money_id, customer_id: user.id, point_amount: 5 };
  const ends = new Date(Date.now() + 60_000).toISOString();
  await send('CreateTopupTransaction', { ...topup, point_expires_at: ends });
  assert.equal((await send('ListAccountBalances', { account_id })).rows[0].point_amount, 5);
  await later(120, async () => {
    const { rows } = await send('ListAccountExpiredBalances', { account_id });
    assert.equal(rows[0].point_amount, 5);
  });
  assert.equal((await send('UpdateAccount', { account_id, status: 'pre-closed' })).status, 'pre-closed');
  assert.equal((await send('ListUserAccounts', { user_id: user.id })).rows[0].id, account_id);
  assert.equal((await send('GetAccount', { account_id })).external_id, null);
  await send('GetCustomerAccounts', { private_money_id });
  await send('DeleteAccount', { account_id });
});

await check('shops, organisations and their sums', async () => {
  const code = 'hinode';
  await send('CreateOrganization', {
    code,
    name: 'ひので商店会',
    private_money_ids: [private_money_id],
    issuer_admin_user_email: 'issuer@example.com',
    member_admin_user_email: 'member@example.com',
  });
  await send('CreateShop', { shop_name: 'ひので商店 一号店', organization_code: code });
  const { id } = await send('CreateShopV2', {
    name: 'ひので商店 二号店',
    private_money_ids: [private_money_id],
  });
  assert.equal((await send('UpdateShop', { shop_id: id, name: 'ひので商店 本店' })).name, 'ひので商店 本店');
  assert.equal((await send('GetShop', { shop_id: id })).accounts.length, 1);
  assert.ok((await send('ListShops', {})).rows.some((shop) => shop.id === id));
  const sums = await send('GetPrivateMoneyOrganizationSummaries', { private_money_id });
  assert.ok(sums.rows.some(({ payment }) => payment.count > 0));
});

await check('that was every operation', () => {
  assert.equal(answered.size, 43, [...answered].join(', '));
});

end();
