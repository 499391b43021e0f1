import { useState } from "preact/hooks";
import { me } from "../../app/session";
import { Button, Icon, type IconName, Screen } from "../../design";
import { settings as w } from "@words/settings";
import { askToInstall, installState } from "../../platform/install";
import { SignOut } from "./SignOut";
import "./settings.css";

interface Line {
  href: string;
  icon: IconName;
  label: string;
}

export default function Settings() {
  const [leaving, setLeaving] = useState(false);
  const state = me.value?.space.state ?? "none";
  const joined = state === "paired";
  const you: Line[] = [
    { href: "/settings/profile", icon: "person", label: w.profile },
    { href: "/settings/reminders", icon: "bell", label: w.reminders },
    { href: "/settings/privacy", icon: "lock", label: w.privacy },
    { href: "/settings/sign-in", icon: "key", label: w.signIn },
    { href: "/settings/data", icon: "copy", label: w.data },
  ];
  const together: Line[] = [];
  if (joined || state === "alone") together.push({ href: "/settings/schedule", icon: "clock", label: w.schedule });
  if (!joined) {
    together.push({ href: "/pair", icon: "heart", label: w.invite }, { href: "/join", icon: "key", label: w.join });
  }
  if (joined || state === "alone") {
    together.push({ href: "/settings/leave", icon: "leave", label: joined ? w.leave : w.leaveAlone });
  }
  const help: Line[] = [
    { href: "/more", icon: "shield", label: w.safety },
    { href: "/about", icon: "spark", label: w.about },
  ];
  return (
    <Screen title={w.title}>
      <Lines title={w.groups.you} lines={you} />
      <Lines title={joined ? w.groups.together : w.groups.checkIns} lines={together} />
      <Lines title={w.groups.help} lines={help} />
      {installState.value === "ready" && (
        <Button kind="quiet" wide icon="phone" onClick={() => void askToInstall()}>
          {w.install}
        </Button>
      )}
      {installState.value === "ios-by-hand" && (
        <p class="soft small">
          <strong>{w.install}.</strong> {w.installHint}
        </p>
      )}
      <div class="stack-s center">
        <p class="soft small">{w.signedInAs(me.value?.email ?? me.value?.display_name ?? "")}</p>
        <Button kind="plain" onClick={() => setLeaving(true)}>
          {w.signOut}
        </Button>
      </div>
      {leaving && <SignOut onClose={() => setLeaving(false)} />}
    </Screen>
  );
}

function Lines({ title, lines }: { title: string; lines: Line[] }) {
  return (
    <section class="stack-s">
      <h2 class="lines-title">{title}</h2>
      <ul class="bare lines">
        {lines.map(({ href, icon, label }) => (
          <li key={href}>
            <a href={href}>
              <Icon name={icon} />
              <span>{label}</span>
              <Icon name="forward" size={20} />
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
