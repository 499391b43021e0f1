import { useState } from "preact/hooks";
import { me } from "../../app/session";
import { Button, Icon, type IconName, Screen } from "../../design";
import { choice } from "@words/choice";
import { isDemo } from "../../demo/isDemo";
import { settings as w } from "@words/settings";
import { language, nameOf } from "../../platform/language";
import { askToInstall, installState } from "../../platform/install";
import { LanguageSheet } from "./LanguageSheet";
import { SignOut } from "./SignOut";
import "./settings.css";

interface Line {
  icon: IconName;
  label: string;
  /** The address that the entry leads to, or the function that a tap calls. */
  to: string | (() => void);
  /** The present setting, shown next to the entry. */
  now?: string;
}

/** Entries that a demo leaves out, because the server refuses them there. */
const NOT_IN_DEMO: readonly unknown[] = [
  "/settings/profile",
  "/settings/reminders",
  "/settings/sign-in",
  "/settings/data",
  "/settings/leave",
];

export default function Settings() {
  const [leaving, setLeaving] = useState(false);
  const [choosing, setChoosing] = useState(false);
  const state = me.value?.space.state ?? "none";
  const joined = state === "paired";
  const you: Line[] = [
    { to: "/settings/profile", icon: "person", label: w.profile },
    { to: () => setChoosing(true), icon: "talk", label: choice.title, now: nameOf(language) },
    { to: "/settings/reminders", icon: "bell", label: w.reminders },
    { to: "/settings/privacy", icon: "lock", label: w.privacy },
    { to: "/settings/sign-in", icon: "key", label: w.signIn },
    { to: "/settings/data", icon: "copy", label: w.data },
  ];
  const together: Line[] = [];
  if (joined || state === "alone") together.push({ to: "/settings/schedule", icon: "clock", label: w.schedule });
  if (!joined) {
    together.push({ to: "/pair", icon: "heart", label: w.invite }, { to: "/join", icon: "key", label: w.join });
  }
  if (joined || state === "alone") {
    together.push({ to: "/settings/leave", icon: "leave", label: joined ? w.leave : w.leaveAlone });
  }
  const help: Line[] = [
    { to: "/more", icon: "shield", label: w.safety },
    { to: "/about", icon: "spark", label: w.about },
  ];
  return (
    <Screen title={w.title}>
      <Lines title={w.groups.you} lines={you} />
      <Lines title={joined ? w.groups.together : w.groups.checkIns} lines={together} />
      <Lines title={w.groups.help} lines={help} />
      {!isDemo() && installState.value === "ready" && (
        <Button kind="quiet" wide icon="phone" onClick={() => void askToInstall()}>
          {w.install}
        </Button>
      )}
      {!isDemo() && installState.value === "ios-by-hand" && (
        <p class="soft small">
          <strong>{w.install}.</strong> {w.installHint}
        </p>
      )}
      {!isDemo() && (
        <div class="stack-s center">
          <p class="soft small">{w.signedInAs(me.value?.email ?? me.value?.display_name ?? "")}</p>
          <Button kind="plain" onClick={() => setLeaving(true)}>
            {w.signOut}
          </Button>
        </div>
      )}
      <LanguageSheet open={choosing} onClose={() => setChoosing(false)} />
      {leaving && <SignOut onClose={() => setLeaving(false)} />}
    </Screen>
  );
}

function Lines({ title, lines }: { title: string; lines: Line[] }) {
  const shown = isDemo() ? lines.filter(({ to }) => !NOT_IN_DEMO.includes(to)) : lines;
  return (
    <section class="stack-s">
      <h2 class="lines-title">{title}</h2>
      <ul class="bare listed lines">
        {shown.map((line) => (
          <li key={line.label}>
            {typeof line.to === "string" ? (
              <a href={line.to}>
                <Inside {...line} />
              </a>
            ) : (
              <button type="button" onClick={line.to}>
                <Inside {...line} />
              </button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Inside({ icon, label, now }: Line) {
  return (
    <>
      <Icon name={icon} />
      <span>{label}</span>
      {now && <small>{now}</small>}
      <Icon name="forward" size={20} />
    </>
  );
}
