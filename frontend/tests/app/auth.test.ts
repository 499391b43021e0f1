import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { confirmCode, requestCode } from "../../src/api/auth";
import { passkeyCreationOptions, recoveryCodes } from "../../src/api/passkeys";

let next: Response;

beforeEach(() => {
  document.cookie = "csrftoken=t";
  vi.stubGlobal("fetch", async () => next);
});
afterEach(() => vi.unstubAllGlobals());

function answer(status: number, body: unknown): void {
  next = new Response(JSON.stringify(body), { status });
}

test("requesting a code leads to the code step, although the answer is 401", async () => {
  answer(401, { data: { flows: [{ id: "login" }, { id: "login_by_code", is_pending: true }] } });
  expect(await requestCode("robin@example.org")).toBe("code");
});

test("a code that could not be sent is an error, with the server's advice", async () => {
  answer(503, { error: { code: "try_later", message: "No code could be sent just now." } });
  await expect(requestCode("robin@example.org")).rejects.toMatchObject({
    status: 503,
    code: "try_later",
    message: "No code could be sent just now.",
  });
});

test("the right code signs in", async () => {
  answer(200, { data: {}, meta: { is_authenticated: true } });
  expect(await confirmCode("ABC")).toBe("in");
});

test("a person with a passkey is asked for it next", async () => {
  answer(401, { data: { flows: [{ id: "mfa_authenticate", is_pending: true }] } });
  expect(await confirmCode("ABC")).toBe("passkey");
});

test("a wrong code and an expired one have different errors", async () => {
  answer(400, { errors: [{ code: "incorrect_code", message: "Incorrect code." }] });
  await expect(confirmCode("ABC")).rejects.toMatchObject({ status: 400, code: "incorrect_code" });
  answer(409, {});
  await expect(confirmCode("ABC")).rejects.toMatchObject({ code: "not_pending" });
});

test("an old session has to sign in again, or use the passkey, before it may add one", async () => {
  answer(401, { data: {} });
  await expect(passkeyCreationOptions()).rejects.toMatchObject({ code: "sign_in_again" });
  answer(401, { data: { flows: [{ id: "mfa_reauthenticate" }] } });
  await expect(passkeyCreationOptions()).rejects.toMatchObject({ code: "passkey_again" });
});

test("recovery codes that were shown already need the passkey", async () => {
  answer(200, { data: { unused_codes: ["abcd1234"] } });
  expect(await recoveryCodes()).toEqual(["abcd1234"]);
  answer(200, { data: { unused_code_count: 10 } });
  await expect(recoveryCodes()).rejects.toMatchObject({ code: "passkey_again" });
});
