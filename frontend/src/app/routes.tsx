import type { AnyComponent } from "preact";
import { lazyScreen } from "./lazyScreen";

interface RouteEntry {
  path: string;
  /** Who may see the screen: only people who are signed in, only people who are not, or everyone. */
  who: "in" | "out" | "any";
  /** True for a screen that shows the tabs. */
  tabs?: boolean;
  /** Fetch the file of the screen. */
  load: () => Promise<{ default: AnyComponent }>;
}

const entries: readonly RouteEntry[] = [
  { path: "/", who: "in", tabs: true, load: () => import("../screens/home/Home") },
  { path: "/sign-in", who: "out", load: () => import("../screens/sign-in/SignIn") },
  { path: "/welcome", who: "in", load: () => import("../screens/sign-in/Welcome") },
  { path: "/answer", who: "in", load: () => import("../screens/answer/AnswerNow") },
  { path: "/check-in/:id", who: "in", load: () => import("../screens/answer/Answer") },
  { path: "/waiting/:id", who: "in", load: () => import("../screens/waiting/Waiting") },
  { path: "/reveal/:id", who: "in", load: () => import("../screens/reveal/Reveal") },
  { path: "/talk/:id", who: "in", load: () => import("../screens/talk/Talk") },
  { path: "/pair", who: "in", load: () => import("../screens/pair/Pair") },
  { path: "/join", who: "any", load: () => import("../screens/pair/Join") },
  { path: "/set-up", who: "any", load: () => import("../screens/way-in/WayIn") },
  { path: "/agreements", who: "in", tabs: true, load: () => import("../screens/agreements/Agreements") },
  { path: "/starters", who: "in", tabs: true, load: () => import("../screens/starters/Starters") },
  { path: "/starters/ours", who: "in", tabs: true, load: () => import("../screens/starters/Ours") },
  { path: "/starters/topics", who: "in", tabs: true, load: () => import("../screens/starters/Topics") },
  { path: "/pocket", who: "in", load: () => import("../screens/pocket/Pocket") },
  { path: "/jar", who: "in", load: () => import("../screens/jar/Jar") },
  { path: "/history", who: "in", tabs: true, load: () => import("../screens/history/History") },
  { path: "/history/:id", who: "in", tabs: true, load: () => import("../screens/history/PastCheckIn") },
  { path: "/settings", who: "in", tabs: true, load: () => import("../screens/settings/Settings") },
  { path: "/settings/profile", who: "in", tabs: true, load: () => import("../screens/settings/Profile") },
  { path: "/settings/schedule", who: "in", tabs: true, load: () => import("../screens/settings/ScheduleSettings") },
  { path: "/settings/reminders", who: "in", tabs: true, load: () => import("../screens/settings/Reminders") },
  { path: "/settings/privacy", who: "in", tabs: true, load: () => import("../screens/settings/PrivacySettings") },
  { path: "/settings/sign-in", who: "in", tabs: true, load: () => import("../screens/settings/SignInSettings") },
  { path: "/settings/data", who: "in", tabs: true, load: () => import("../screens/settings/YourData") },
  { path: "/settings/leave", who: "in", tabs: true, load: () => import("../screens/settings/Leave") },
  // The address "/more" hides in the browser's history what the page is about. "/safety" is for people who type it.
  { path: "/more", who: "any", load: () => import("../screens/about/Safety") },
  { path: "/safety", who: "any", load: () => import("../screens/about/Safety") },
  { path: "/about", who: "any", load: () => import("../screens/about/About") },
];

export const routes = entries.map(({ load, ...entry }) => ({ ...entry, screen: lazyScreen(load) }));

export const NotFound = lazyScreen(() => import("./NotFound"));
