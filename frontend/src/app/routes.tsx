import { lazy } from "preact-iso";
import type { AnyComponent } from "preact";

interface RouteEntry {
  path: string;
  screen: AnyComponent;
  /** Who may see it: only the signed in, only the signed out, or anybody. */
  who: "in" | "out" | "any";
  /** Shown with the tabs at the bottom. */
  tabs?: boolean;
}

const SignIn = lazy(() => import("../screens/sign-in/SignIn"));
const Welcome = lazy(() => import("../screens/sign-in/Welcome"));
const Home = lazy(() => import("../screens/home/Home"));
const Answer = lazy(() => import("../screens/answer/Answer"));
const Waiting = lazy(() => import("../screens/waiting/Waiting"));
const Reveal = lazy(() => import("../screens/reveal/Reveal"));
const Pair = lazy(() => import("../screens/pair/Pair"));
const Join = lazy(() => import("../screens/pair/Join"));
const Starters = lazy(() => import("../screens/starters/Starters"));
const Ours = lazy(() => import("../screens/starters/Ours"));
const Topics = lazy(() => import("../screens/starters/Topics"));
const History = lazy(() => import("../screens/history/History"));
const PastCheckIn = lazy(() => import("../screens/history/PastCheckIn"));
const Settings = lazy(() => import("../screens/settings/Settings"));
const ProfileSettings = lazy(() => import("../screens/settings/Profile"));
const ScheduleSettings = lazy(() => import("../screens/settings/ScheduleSettings"));
const ReminderSettings = lazy(() => import("../screens/settings/Reminders"));
const PrivacySettings = lazy(() => import("../screens/settings/PrivacySettings"));
const SignInSettings = lazy(() => import("../screens/settings/SignInSettings"));
const YourData = lazy(() => import("../screens/settings/YourData"));
const Leave = lazy(() => import("../screens/settings/Leave"));
const Safety = lazy(() => import("../screens/about/Safety"));
const About = lazy(() => import("../screens/about/About"));

export const routes: readonly RouteEntry[] = [
  { path: "/", screen: Home, who: "in", tabs: true },
  { path: "/sign-in", screen: SignIn, who: "out" },
  { path: "/welcome", screen: Welcome, who: "in" },
  { path: "/check-in/:id", screen: Answer, who: "in" },
  { path: "/waiting/:id", screen: Waiting, who: "in" },
  { path: "/reveal/:id", screen: Reveal, who: "in" },
  { path: "/pair", screen: Pair, who: "in" },
  { path: "/join", screen: Join, who: "any" },
  { path: "/starters", screen: Starters, who: "in", tabs: true },
  { path: "/starters/ours", screen: Ours, who: "in", tabs: true },
  { path: "/starters/topics", screen: Topics, who: "in", tabs: true },
  { path: "/history", screen: History, who: "in", tabs: true },
  { path: "/history/:id", screen: PastCheckIn, who: "in", tabs: true },
  { path: "/settings", screen: Settings, who: "in", tabs: true },
  { path: "/settings/profile", screen: ProfileSettings, who: "in", tabs: true },
  { path: "/settings/schedule", screen: ScheduleSettings, who: "in", tabs: true },
  { path: "/settings/reminders", screen: ReminderSettings, who: "in", tabs: true },
  { path: "/settings/privacy", screen: PrivacySettings, who: "in", tabs: true },
  { path: "/settings/sign-in", screen: SignInSettings, who: "in", tabs: true },
  { path: "/settings/data", screen: YourData, who: "in", tabs: true },
  { path: "/settings/leave", screen: Leave, who: "in", tabs: true },
  // Its address says nothing to whoever reads the browser's history. The plain one is for those who type it.
  { path: "/more", screen: Safety, who: "any" },
  { path: "/safety", screen: Safety, who: "any" },
  { path: "/about", screen: About, who: "any" },
];
