import { starters as w } from "@words/starters";

export type Section = "library" | "ours" | "topics";

const sections: readonly { section: Section; href: string }[] = [
  { section: "library", href: "/starters" },
  { section: "ours", href: "/starters/ours" },
  { section: "topics", href: "/starters/topics" },
];

/** From one part of the page to the others: links, so that the way back works as everywhere. */
export function Sections({ here }: { here: Section }) {
  return (
    <nav class="sections" aria-label={w.sections}>
      {sections.map(({ section, href }) => (
        <a key={section} href={href} aria-current={section === here ? "page" : undefined}>
          {w[section]}
        </a>
      ))}
    </nav>
  );
}
