import { Icon, type IconName } from "../design";
import { shell } from "@words/shell";

const tabs: readonly { href: string; icon: IconName; label: string }[] = [
  { href: "/", icon: "week", label: shell.tabs.week },
  { href: "/starters", icon: "talk", label: shell.tabs.starters },
  { href: "/history", icon: "history", label: shell.tabs.history },
  { href: "/settings", icon: "settings", label: shell.tabs.settings },
];

export function Tabs({ path }: { path: string }) {
  return (
    <nav class="tabs" aria-label={shell.navigation}>
      <ul>
        {tabs.map(({ href, icon, label }) => {
          const here = href === "/" ? path === "/" : path.startsWith(href);
          return (
            <li key={href}>
              <a href={href} aria-current={here ? (path === href ? "page" : "true") : undefined}>
                <Icon name={icon} />
                {label}
              </a>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
