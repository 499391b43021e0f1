import { starters as w } from "@words/starters";

export type Section = "library" | "ours" | "topics";

const sections: readonly { section: Section; href: string }[] = [
  { section: "library", href: "/starters" },
  { section: "ours", href: "/starters/ours" },
  { section: "topics", href: "/starters/topics" },
];

/** The tabs of the page. They are links, so that Back works as on other pages. */
export function Sections({ here }: { here: Section }) {
  return (
    <nav class="segments sections" aria-label={w.sections}>
      {sections.map(({ section, href }) => (
        <a key={section} href={href} aria-current={section === here ? "page" : undefined}>
          {w[section]}
        </a>
      ))}
    </nav>
  );
}
