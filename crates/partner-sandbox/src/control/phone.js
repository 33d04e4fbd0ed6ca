// The customer's phone: shows what the sandbox says, decides nothing.
"use strict";

const WORDS = {
  ja: {
    title: "お客さまのスマホ（練習用）",
    wallets: "だれのスマホ？",
    trays: "読み取るQRコード",
    enter: "金額（金額の決まっていない支払いQRコードのとき）",
    requests: "最近のリクエスト",
    noRequests: "まだリクエストはありません。",
    sent: "送られた内容",
    answered: "返した内容",
    sealed: "（開けない内容）",
    times: (count) => `×${count}`,
    token: "またはQRコードの中身（トークン）",
    scan: "読み取る",
    payment: "支払い",
    topup: "チャージ",
    paid: "支払いました",
    toppedUp: "チャージされました",
    refused: "できませんでした",
    noWallet: "このマネーのウォレットなし",
    suspended: "停止中",
    points: (amount) => `うちポイント ${amount}`,
    usedPoints: (amount) => `（ポイント ${amount} を使用）`,
    balanceAfter: (amount) => `残高 ${amount}`,
    noTrays: "待っているQRコードはありません。",
    seconds: (count) => `あと ${count} 秒`,
    gone: "サンドボックスにつながりません。起動しているか確かめてください。",
  },
  en: {
    title: "The customer's phone (practice)",
    wallets: "Whose phone?",
    trays: "QR code to scan",
    enter: "Amount (for a bill that leaves it open)",
    requests: "Last requests",
    noRequests: "No request yet.",
    sent: "Sent",
    answered: "Answered",
    sealed: "(could not be opened)",
    times: (count) => `×${count}`,
    token: "Or what the QR code says (token)",
    scan: "Scan",
    payment: "Payment",
    topup: "Top-up",
    paid: "Paid",
    toppedUp: "Topped up",
    refused: "Not done",
    noWallet: "no wallet of this money",
    suspended: "suspended",
    points: (amount) => `of which points ${amount}`,
    usedPoints: (amount) => ` (${amount} in points)`,
    balanceAfter: (amount) => `Balance ${amount}`,
    noTrays: "No QR code is waiting.",
    seconds: (count) => `${count} s left`,
    gone: "The sandbox does not answer. Check that it is running.",
  },
};

const state = { language: navigator.language.startsWith("ja") ? "ja" : "en", customers: [], trays: [], requests: [], customer: "rich", tray: null, outcome: null, unfolded: new Set(), drawnRequests: null };
const at = (id) => document.getElementById(id);
const words = () => WORDS[state.language];

/** Digits in groups of three, as text: an amount never becomes a floating-point number here. */
function money(amount, unit) {
  const [whole, fraction] = String(amount).split(".");
  return whole.replace(/\B(?=(\d{3})+$)/g, ",") + (fraction ? `.${fraction}` : "") + unit;
}

function choice(label, below, right, rightBelow, isChosen, choose) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "choice";
  button.setAttribute("role", "radio");
  button.setAttribute("aria-checked", String(isChosen));
  const part = (tag, text, small) => {
    const element = document.createElement(tag);
    element.textContent = text;
    if (small) element.append(Object.assign(document.createElement("small"), { textContent: small }));
    return element;
  };
  button.append(part("span", label, below), part("strong", right, rightBelow));
  button.addEventListener("click", () => { choose(); draw(); });
  return button;
}

function walletOf(customer) {
  const wallet = customer.wallet;
  const [right, below] = wallet
    ? [money(wallet.balance, wallet.unit), wallet.suspended ? words().suspended : wallet.point_balance > 0 ? words().points(money(wallet.point_balance, wallet.unit)) : ""]
    : ["—", words().noWallet];
  return choice(customer.name, customer.key, right, below, state.customer === customer.key, () => { state.customer = customer.key; });
}

function trayOf(tray) {
  const isPayment = tray.amount < 0;
  const amount = money(String(tray.amount).replace("-", ""), tray.unit);
  const label = `${isPayment ? words().payment : words().topup} · ${tray.shop_name}`;
  return choice(label, tray.description, amount, words().seconds(tray.expires_in_seconds), state.tray === tray.id, () => {
    state.tray = tray.id;
    at("token").value = "";
  });
}

function drawOutcome() {
  const outcome = state.outcome;
  at("result").hidden = !outcome;
  if (!outcome) return;
  at("result").className = outcome.ok ? "" : "refused";
  if (!outcome.ok) {
    at("result-title").textContent = words().refused;
    at("result-amount").textContent = "";
    at("result-detail").textContent = `${state.language === "ja" ? outcome.body.message_ja || outcome.body.message : outcome.body.message} (${outcome.body.type})`;
    return;
  }
  const { type, amount, point_amount, unit, balance_after } = outcome.body;
  at("result-title").textContent = type === "payment" ? words().paid : words().toppedUp;
  at("result-amount").textContent = (type === "payment" ? "−" : "+") + money(amount, unit);
  at("result-detail").textContent = words().balanceAfter(money(balance_after, unit)) + (point_amount > 0 ? words().usedPoints(money(point_amount, unit)) : "");
}

/** One request with what was in it, sent and answered. Which ones are unfolded is kept by their call id. */
function requestOf(request) {
  const details = document.createElement("details");
  details.className = request.status < 400 ? "request" : "request refused";
  const id = request.partner_call_id ?? request.at;
  details.open = state.unfolded.has(id);
  details.addEventListener("toggle", () => state.unfolded[details.open ? "add" : "delete"](id));
  const part = (tag, text) => Object.assign(document.createElement(tag), { textContent: text });
  const summary = part("summary", `${request.status} ${request.operation ?? `${request.method} ${request.path}`} `);
  if (request.times > 1) summary.append(part("small", words().times(request.times)));
  details.append(summary, part("small", `${request.method} ${request.path} · ${request.at}`));
  details.append(part("h3", words().sent), part("pre", request.request ?? words().sealed));
  details.append(part("h3", words().answered), part("pre", request.answer));
  return details;
}

/** Drawn anew only when there is something new, so that a text can be selected meanwhile. */
function drawRequests() {
  const drawn = JSON.stringify([state.language, state.requests]);
  if (drawn === state.drawnRequests) return;
  state.drawnRequests = drawn;
  const none = Object.assign(document.createElement("p"), { className: "empty", textContent: words().noRequests });
  at("requests").replaceChildren(...(state.requests.length ? state.requests.map(requestOf) : [none]));
}

/** Keeps the focus where it was although the list is drawn anew. */
function fill(id, elements) {
  const list = at(id);
  const focused = [...list.children].indexOf(document.activeElement);
  list.replaceChildren(...elements);
  if (focused >= 0) list.children[focused]?.focus();
}

function draw() {
  document.documentElement.lang = state.language;
  for (const element of document.querySelectorAll("[data-text]")) element.textContent = words()[element.dataset.text];
  for (const button of document.querySelectorAll("[data-language]")) button.setAttribute("aria-pressed", String(button.dataset.language === state.language));
  document.title = words().title;
  fill("wallets", state.customers.map(walletOf));
  const none = Object.assign(document.createElement("p"), { className: "empty", textContent: words().noTrays });
  fill("trays", state.trays.length ? state.trays.map(trayOf) : [none]);
  at("scan").disabled = !state.tray && !at("token").value.trim();
  drawOutcome();
  drawRequests();
}

async function refresh() {
  try {
    const read = async (path) => (await fetch(path)).json();
    const before = state.trays.map((tray) => tray.id);
    [state.customers, state.trays, state.requests] = await Promise.all([read("/customers"), read("/cashtrays"), read("/requests")]);
    // A new QR code is what the next scan will mean; one that is gone cannot be.
    const fresh = state.trays.find((tray) => !before.includes(tray.id));
    if (fresh) state.tray = fresh.id;
    else if (!state.trays.some((tray) => tray.id === state.tray)) state.tray = null;
    at("trouble").hidden = true;
    draw();
  } catch {
    at("trouble").hidden = false;
  }
}

async function scan() {
  at("scan").disabled = true;
  const token = at("token").value.trim();
  const entered = at("amount").value.trim();
  const target = token ? { token, ...(entered ? { amount: entered } : {}) } : { cashtray_id: state.tray };
  try {
    const response = await fetch("/scan", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ ...target, customer: state.customer }),
    });
    state.outcome = { ok: response.ok, body: await response.json() };
    at("token").value = "";
    at("amount").value = "";
  } catch {
    at("trouble").hidden = false;
  }
  await refresh();
}

for (const button of document.querySelectorAll("[data-language]")) {
  button.addEventListener("click", () => { state.language = button.dataset.language; draw(); });
}
at("token").addEventListener("input", draw);
at("scan").addEventListener("click", scan);
draw();
refresh();
setInterval(refresh, 1000);
