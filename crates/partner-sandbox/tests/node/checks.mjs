// One line of JSON per check, and a last line that says how many there were: without it the scenario broke off.
import assert from 'node:assert/strict';

let done = 0;

// Does one thing that must hold. A failed check does not end the scenario; what it returns is for the next checks.
export async function check(name, act) {
  done += 1;
  try {
    const outcome = await act();
    print({ check: name, ok: true });
    return outcome;
  } catch (error) {
    print({ check: name, ok: false, why: reason(error) });
    return undefined;
  }
}

export function end() {
  print({ done });
}

// An error of the API as the SDK hands it to its caller: HTTP status and decrypted body.
export async function refused(sending, status, body) {
  const answer = await sending.then(
    (response) => assert.fail(`it was accepted: ${JSON.stringify(response.object)}`),
    (error) => {
      if (!error.response) throw error;
      return error.response;
    },
  );
  assert.deepEqual({ status: answer.status, ...answer.data }, { status, ...body });
}

function print(line) {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

function reason(error) {
  const answer = error.response;
  return answer ? `HTTP ${answer.status} ${JSON.stringify(answer.data)}` : (error.message ?? String(error));
}
