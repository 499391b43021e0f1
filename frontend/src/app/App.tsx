import { LocationProvider, Route, Router, useLocation } from "preact-iso";
import { useEffect } from "preact/hooks";
import { hasArrived, Loading } from "../design";
import { common } from "@words/common";
import { Boundary } from "./Boundary";
import { dropGoal, goalFor, keepGoal } from "./goal";
import { landing } from "./landing";
import { OfflineBanner, watchNetwork } from "./online";
import { NotFound, routes } from "./routes";
import { screenFile } from "./screenFile";
import { lastPerson, leftByChoice, me, startSession } from "./session";
import { SafetyLink } from "./SafetyLink";
import { Tabs } from "./Tabs";
import { offerReload, Toasts } from "./toast";

export function App() {
  useEffect(() => {
    watchNetwork();
    // The worker, drafts and push start after the first screen. Their code is a separate file, for a faster first
    // screen.
    void startSession()
      .then(() => screenFile(() => import("../platform/start")))
      .then(({ startPlatform }) => startPlatform())
      .catch((error: unknown) => {
        console.error(error);
        offerReload();
      });
  }, []);
  return (
    <LocationProvider>
      <Frame />
    </LocationProvider>
  );
}

function Frame() {
  const { path, route, url } = useLocation();
  const person = me.value;
  const entry = routes.find(({ path: pattern }) => matches(pattern, path));
  const elsewhere = person === undefined ? null : landing(entry?.who ?? "any", path, person);

  useEffect(() => {
    if (elsewhere === "/sign-in" && !leftByChoice()) keepGoal(url, lastPerson());
    if (elsewhere) route(elsewhere, true);
  }, [elsewhere]);
  useEffect(() => {
    // The person has reached their goal, so forget it.
    if (person && !elsewhere && url === goalFor(person.id)) dropGoal();
  }, [person, elsewhere, url]);
  useEffect(() => scrollTo(0, 0), [path]);

  // Until the first screen is there, the page shows the outline in `index.html`.
  if (person === undefined || elsewhere) return hasArrived() ? <Loading label={common.loading} /> : null;
  const tabs = entry?.tabs === true;
  return (
    <div class={tabs ? "with-tabs" : undefined}>
      <a class="skip" href="#main">
        {common.skipToContent}
      </a>
      <Toasts stays />
      <OfflineBanner />
      {tabs && <Tabs path={path} />}
      <Boundary path={path}>
        <Router>
          {routes.map(({ path: pattern, screen }) => (
            <Route key={pattern} path={pattern} component={screen} />
          ))}
          <Route default component={NotFound} />
        </Router>
      </Boundary>
      {!tabs && <SafetyLink path={path} />}
      <Toasts />
    </div>
  );
}

/** True if a route pattern such as "/history/:id" matches this path. */
function matches(pattern: string, path: string): boolean {
  const want = pattern.split("/");
  const have = path.replace(/\/+$/, "").split("/");
  if (pattern === "/") return path === "/";
  return want.length === have.length && want.every((part, index) => part.startsWith(":") || part === have[index]);
}
