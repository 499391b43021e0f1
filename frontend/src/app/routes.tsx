import type { AnyComponent } from "preact";
import { lazyScreen } from "./lazyScreen";

interface RouteEntry {
  path: string;
  screen: AnyComponent;
  /** Who may see the screen: only people who are signed in, only people who are not, or everyone. */
  who: "in" | "out" | "any";
  /** True for a screen that shows the tabs. */
  tabs?: boolean;
}

const SignIn = lazyScreen(() => import("../screens/sign-in/SignIn"));
const Welcome = lazyScreen(() => import("../screens/sign-in/Welcome"));
const Home = lazyScreen(() => import("../screens/home/Home"));
const Answer = lazyScreen(() => import("../screens/answer/Answer"));
const AnswerNow = lazyScreen(() => import("../screens/answer/AnswerNow"));
const Waiting = lazyScreen(() => import("../screens/waiting/Waiting"));
const Reveal = lazyScreen(() => import("../screens/reveal/Reveal"));
const Talk = lazyScreen(() => import("../screens/talk/Talk"));
const Pair = lazyScreen(() => import("../screens/pair/Pair"));
const WayIn = lazyScreen(() => import("../screens/way-in/WayIn"));
const Join = lazyScreen(() => import("../screens/pair/Join"));
const Agreements = lazyScreen(() => import("../screens/agreements/Agreements"));
const Starters = lazyScreen(() => import("../screens/starters/Starters"));
const Ours = lazyScreen(() => import("../screens/starters/Ours"));
const Topics = lazyScreen(() => import("../screens/starters/Topics"));
const Pocket = lazyScreen(() => import("../screens/pocket/Pocket"));
const Jar = lazyScreen(() => import("../screens/jar/Jar"));
const History = lazyScreen(() => import("../screens/history/History"));
const PastCheckIn = lazyScreen(() => import("../screens/history/PastCheckIn"));
const Settings = lazyScreen(() => import("../screens/settings/Settings"));
const ProfileSettings = lazyScreen(() => import("../screens/settings/Profile"));
const ScheduleSettings = lazyScreen(() => import("../screens/settings/ScheduleSettings"));
const ReminderSettings = lazyScreen(() => import("../screens/settings/Reminders"));
const PrivacySettings = lazyScreen(() => import("../screens/settings/PrivacySettings"));
const SignInSettings = lazyScreen(() => import("../screens/settings/SignInSettings"));
const YourData = lazyScreen(() => import("../screens/settings/YourData"));
const Leave = lazyScreen(() => import("../screens/settings/Leave"));
const Safety = lazyScreen(() => import("../screens/about/Safety"));
const About = lazyScreen(() => import("../screens/about/About"));
export const NotFound = lazyScreen(() => import("./NotFound"));

export const routes: readonly RouteEntry[] = [
  { path: "/", screen: Home, who: "in", tabs: true },
  { path: "/sign-in", screen: SignIn, who: "out" },
  { path: "/welcome", screen: Welcome, who: "in" },
  { path: "/answer", screen: AnswerNow, who: "in" },
  { path: "/check-in/:id", screen: Answer, who: "in" },
  { path: "/waiting/:id", screen: Waiting, who: "in" },
  { path: "/reveal/:id", screen: Reveal, who: "in" },
  { path: "/talk/:id", screen: Talk, who: "in" },
  { path: "/pair", screen: Pair, who: "in" },
  { path: "/join", screen: Join, who: "any" },
  { path: "/set-up", screen: WayIn, who: "any" },
  { path: "/agreements", screen: Agreements, who: "in", tabs: true },
  { path: "/starters", screen: Starters, who: "in", tabs: true },
  { path: "/starters/ours", screen: Ours, who: "in", tabs: true },
  { path: "/starters/topics", screen: Topics, who: "in", tabs: true },
  { path: "/pocket", screen: Pocket, who: "in" },
  { path: "/jar", screen: Jar, who: "in" },
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
  // The address "/more" hides in the browser's history what the page is about. "/safety" is for people who type it.
  { path: "/more", screen: Safety, who: "any" },
  { path: "/safety", screen: Safety, who: "any" },
  { path: "/about", screen: About, who: "any" },
];
