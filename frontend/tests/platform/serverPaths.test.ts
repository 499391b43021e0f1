import { expect, test } from "vitest";
import { routes } from "../../src/app/routes";
import { SERVERS_OWN } from "../../src/platform/serverPaths";

test.each([
  "/api/v1/home",
  "/api/docs",
  "/_allauth/oidc/callback",
  "/_mail",
  "/health",
  "/health/ready",
  "/admin",
  "/admin/",
  "/static/admin/base.css",
  "/accounts/oidc/login/callback/",
])("the service worker leaves %s to the server", (path) => {
  expect(SERVERS_OWN.test(path)).toBe(true);
});

test.each([...routes.map(({ path }) => path), "/settings/health", "/administer", "/apiary"])(
  "the service worker returns the app for %s",
  (path) => {
    expect(SERVERS_OWN.test(path)).toBe(false);
  },
);
